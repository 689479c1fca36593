import {
  broadcastTo,
  concatenate,
  diagonal,
  dot,
  expandDims,
  flip,
  gather,
  matmul,
  matrixTrace,
  moveAxis,
  mul,
  outer,
  pad,
  padGeneral,
  ravel,
  repeat,
  reshape,
  roll,
  scatterAdd,
  slice,
  sliceGeneral,
  split,
  squeeze,
  stack,
  swapAxes,
  tile,
  transpose,
  tril,
  triu,
  type Tensor,
} from "@erlangen/tensor";
import { describe, it } from "vitest";
import { expectDerivatives, type Differentiable } from "./derivative-check.ts";
import { forDraws, type Draw } from "./draw.ts";

/** A function with everything but its tensors chosen at random, and tensors for it. */
type Row = (draw: Draw) => { f: Differentiable; inputs: readonly Tensor[] };

/** Rows for functions of one tensor of at least `rank` axes. */
const unary =
  (f: (draw: Draw, shape: readonly number[]) => (x: Tensor) => Tensor | Tensor[], rank = 0): Row =>
  (draw) => {
    const shape = draw.atLeast(rank);
    return { f: f(draw, shape), inputs: [draw.tensor("any", shape)] };
  };

const axisOf = (draw: Draw, shape: readonly number[]): number => draw.axis(shape.length);
const amounts = (draw: Draw, shape: readonly number[]): number[] =>
  shape.map(() => draw.integer(0, 2));

const rows: Readonly<Record<string, Row>> = {
  reshape: unary((_, shape) => (x) => reshape(x, shape.toReversed())),
  ravel: unary(() => ravel),
  expandDims: unary((draw, shape) => {
    const axis = draw.axis(shape.length + 1);
    return (x) => expandDims(x, axis);
  }),
  squeeze: unary(() => (x) => squeeze(x)),
  transpose: unary((draw, shape) => {
    const permutation = draw.permutation(shape.length);
    return (x) => transpose(x, permutation);
  }),
  moveAxis: unary((draw, shape) => {
    const [from, to] = [axisOf(draw, shape), axisOf(draw, shape)];
    return (x) => moveAxis(x, from, to);
  }, 1),
  swapAxes: unary((draw, shape) => {
    const [a, b] = [axisOf(draw, shape), axisOf(draw, shape)];
    return (x) => swapAxes(x, a, b);
  }, 1),
  broadcastTo: (draw) => ({
    f: (x) => broadcastTo(x, draw.shape),
    inputs: [draw.tensor("any", draw.smaller())],
  }),
  slice: unary((draw, shape) => {
    const ranges = shape.map(() => [undefined, draw.integer(-3, 3), draw.flag() ? 1 : -2] as const);
    return (x) => slice(x, ranges);
  }),
  sliceGeneral: unary((draw, shape) => {
    const start = shape.map((length) => draw.integer(0, length));
    const stop = shape.map((length, axis) => draw.integer(start[axis], length));
    const step = shape.map(() => draw.integer(1, 3));
    return (x) => sliceGeneral(x, { start, stop, step });
  }),
  pad: unary((draw, shape) => {
    const around = shape.map(
      (length) => [draw.integer(0, length), draw.integer(0, length)] as const,
    );
    return (x) => [pad(x, around, { value: 3 }), pad(x, around, { mode: "circular" })];
  }),
  padGeneral: unary((draw, shape) => {
    const [low, high, interior] = [0, 1, 2].map(() => amounts(draw, shape));
    return (x) => padGeneral(x, { low, high, interior, value: 3 });
  }),
  flip: unary((draw, shape) => {
    const axes = draw.axes(shape.length);
    return (x) => flip(x, axes);
  }),
  roll: unary((draw, shape) => {
    const [shift, axis] = [draw.integer(-4, 4), axisOf(draw, shape)];
    return (x) => roll(x, shift, axis);
  }, 1),
  concatenate: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.integer(0, shape.length - 1);
    const parts = [0, 1, 2].map(() => draw.tensor("any", shape.with(axis, draw.integer(0, 3))));
    return { f: (...xs) => concatenate(xs, axis), inputs: parts };
  },
  stack: (draw) => {
    const axis = draw.axis(draw.shape.length + 1);
    return { f: (...xs) => stack(xs, axis), inputs: [draw.tensor(), draw.tensor()] };
  },
  split: unary((draw, shape) => {
    const axis = draw.integer(0, shape.length - 1);
    const first = draw.integer(0, shape[axis]);
    return (x) => split(x, [first, shape[axis] - first], axis);
  }, 1),
  tile: unary((draw, shape) => {
    const counts = amounts(draw, shape);
    return (x) => tile(x, counts);
  }),
  repeat: unary((draw, shape) => {
    const [count, axis] = [draw.integer(0, 3), axisOf(draw, shape)];
    return (x) => repeat(x, count, axis);
  }, 1),
  gather: (draw) => {
    const shape = draw.atLeast(1, 1);
    const axis = draw.integer(0, shape.length - 1);
    const x = draw.tensor("any", shape);
    const indices = draw.indices(shape[axis], shape[axis] === 0 ? [0] : [2, 2]);
    return { f: (a) => gather(a, indices, axis), inputs: [x] };
  },
  scatterAdd: (draw) => {
    const [before, after] = [draw.shape.slice(0, 1), draw.shape.slice(1)];
    const places = draw.flag() ? [4] : [2, 2];
    const updates = draw.tensor("any", [...before, ...places, ...after]);
    const indices = draw.indices(3, places);
    return { f: (a) => scatterAdd(a, indices, 3, before.length), inputs: [updates] };
  },
  matmul: (draw) => {
    const [m, k, n] = [0, 1, 2].map(() => draw.integer(0, 3));
    const a = draw.tensor("any", [...draw.smaller(), m, k]);
    const b = draw.tensor("any", [...draw.smaller(), k, n]);
    return { f: (x, y) => matmul(x, y), inputs: [a, b] };
  },
  "matmul with vectors": (draw) => {
    const a = draw.tensor("any", [...draw.shape, 2, 3]);
    const [left, right] = [draw.tensor("any", [2]), draw.tensor("any", [3])];
    return { f: (x, u, v) => [matmul(x, v), matmul(u, x)], inputs: [a, left, right] };
  },
  dot: (draw) => {
    const n = draw.integer(0, 4);
    return {
      f: (x, y) => dot(x, y),
      inputs: [draw.tensor("any", [n]), draw.tensor("any", [n])],
    };
  },
  outer: (draw) => ({
    f: (x, y) => outer(x, y),
    inputs: [draw.tensor("any", [draw.integer(0, 3)]), draw.tensor("any", [draw.integer(0, 3)])],
  }),
  "diagonal and matrixTrace": (draw) => {
    const n = draw.integer(0, 3);
    const x = draw.tensor("any", [...draw.shape, n, n]);
    return { f: (a) => [diagonal(a), matrixTrace(a)], inputs: [x] };
  },
  "tril and triu": unary((draw) => {
    const offset = draw.integer(-1, 1);
    return (x) => [tril(x, offset), triu(x, offset)];
  }, 2),
};

describe("derivatives of the functions of shape, place and product", () => {
  for (const [name, row] of Object.entries(rows)) {
    // The square makes the second derivative of the linear ones visible.
    it(`agree with central differences and with each other: ${name}`, () => {
      forDraws((draw) => {
        const { f, inputs } = row(draw);
        const squared: Differentiable = (...xs) => f(...xs.map((x) => mul(x, x)));
        expectDerivatives(squared, inputs, draw.random);
      }, 10);
    });
  }
});
