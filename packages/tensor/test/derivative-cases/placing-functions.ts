import type { SliceSelector } from "@erlangen/tensor";
import * as t from "@erlangen/tensor/functions";
import type { Draw } from "../draw.ts";
import { ofOne, type CaseMaker } from "./case.ts";

/** Functions that move, repeat, select and combine elements. */
export const placingFunctions: Readonly<Record<string, CaseMaker>> = {
  broadcastTo: (draw) => ({
    f: (x) => t.broadcastTo(x, draw.shape),
    inputs: [draw.tensor("any", draw.smaller())],
  }),
  concatenate: (draw) => {
    const { axis, parts } = drawParts(draw);
    return { f: (...xs) => t.concatenate(xs, axis), inputs: parts };
  },
  diagonal: ofMatrices((draw) => draw.atLeast(1), t.diagonal),
  expandDims: (draw) => {
    const rank = draw.shape.length + 2;
    const axes = draw.permutation(rank).slice(0, 2);
    return { f: (x) => t.expandDims(x, axes), inputs: [draw.tensor()] };
  },
  flip: (draw) => {
    const axes = draw.axes(draw.shape.length);
    return { f: (x) => t.flip(x, axes), inputs: [draw.tensor()] };
  },
  gather: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    const length = shape.at(axis) ?? 0;
    const indices = draw.indices(length, length === 0 ? [0, 2] : [draw.integer(0, 3), 2]);
    return { f: (x) => t.gather(x, indices, axis), inputs: [draw.tensor("any", shape)] };
  },
  matrixTrace: ofMatrices((draw) => draw.atLeast(1), t.matrixTrace),
  moveAxis: (draw) => {
    const shape = draw.atLeast(1);
    const [from, to] = [draw.axis(shape.length), draw.axis(shape.length)];
    return { f: (x) => t.moveAxis(x, from, to), inputs: [draw.tensor("any", shape)] };
  },
  pad: (draw) => {
    const mode = draw.flag() ? "circular" : "constant";
    const amounts = draw.shape.map(
      (length) =>
        [draw.integer(0, Math.min(2, length)), draw.integer(0, Math.min(2, length))] as const,
    );
    return { f: (x) => t.pad(x, amounts, { mode, value: 3 }), inputs: [draw.tensor()] };
  },
  padGeneral: (draw) => {
    const attributes = {
      low: draw.shape.map(() => draw.integer(0, 2)),
      high: draw.shape.map(() => draw.integer(0, 2)),
      interior: draw.shape.map(() => draw.integer(0, 2)),
      value: 2,
    };
    return { f: (x) => t.padGeneral(x, attributes), inputs: [draw.tensor()] };
  },
  ravel: ofOne(t.ravel),
  repeat: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    const count = draw.integer(0, 3);
    return { f: (x) => t.repeat(x, count, axis), inputs: [draw.tensor("any", shape)] };
  },
  reshape: (draw) => ({
    f: (x) => t.reshape(x, [1, ...draw.shape.toReversed()]),
    inputs: [draw.tensor()],
  }),
  roll: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    const shift = draw.integer(-4, 4);
    return { f: (x) => t.roll(x, shift, axis), inputs: [draw.tensor("any", shape)] };
  },
  scatterAdd: (draw) => {
    const axis = draw.integer(0, draw.shape.length);
    const length = draw.integer(1, 3);
    const indices = draw.indices(length, [draw.integer(0, 2), 2]);
    const updates = draw.shape.toSpliced(axis, 0, ...indices.shape);
    return {
      f: (x) => t.scatterAdd(x, indices, length, axis),
      inputs: [draw.tensor("any", updates)],
    };
  },
  slice: (draw) => {
    const selectors = draw.shape.map((length): SliceSelector => {
      const kind = draw.integer(0, 3);
      if (kind === 0 && length > 0) return draw.integer(-length, length - 1);
      if (kind === 1) return [undefined, undefined, draw.flag() ? -1 : -2];
      return [draw.integer(-3, 3), draw.integer(-3, 3), draw.integer(1, 2)];
    });
    return { f: (x) => t.slice(x, selectors), inputs: [draw.tensor()] };
  },
  sliceGeneral: (draw) => {
    const start = draw.shape.map((length) => draw.integer(0, length));
    const attributes = {
      start,
      stop: draw.shape.map((length, axis) => draw.integer(start[axis], length)),
      step: draw.shape.map(() => draw.integer(1, 2)),
    };
    return { f: (x) => t.sliceGeneral(x, attributes), inputs: [draw.tensor()] };
  },
  split: (draw) => {
    const { axis, parts } = drawParts(draw);
    const lengths = parts.map(({ shape }) => shape.at(axis) ?? 0);
    return { f: (x) => t.split(x, lengths, axis), inputs: [t.concatenate(parts, axis)] };
  },
  squeeze: ofOne((x) => t.squeeze(x)),
  stack: (draw) => {
    const axis = draw.axis(draw.shape.length + 1);
    return {
      f: (...xs) => t.stack(xs, axis),
      inputs: [draw.tensor(), draw.tensor(), draw.tensor()],
    };
  },
  swapAxes: (draw) => {
    const shape = draw.atLeast(1);
    const [first, second] = [draw.axis(shape.length), draw.axis(shape.length)];
    return { f: (x) => t.swapAxes(x, first, second), inputs: [draw.tensor("any", shape)] };
  },
  tile: (draw) => {
    const counts = draw.shape.map(() => draw.integer(0, 2));
    return { f: (x) => t.tile(x, counts), inputs: [draw.tensor()] };
  },
  transpose: (draw) => {
    const permutation = draw.permutation(draw.shape.length);
    return { f: (x) => t.transpose(x, permutation), inputs: [draw.tensor()] };
  },
  tril: (draw) => triangle(draw, t.tril),
  triu: (draw) => triangle(draw, t.triu),
};

function ofMatrices(shapeOf: (draw: Draw) => number[], f: Parameters<typeof ofOne>[0]): CaseMaker {
  return (draw) => {
    const shape = shapeOf(draw);
    return { f, inputs: [draw.tensor("any", [...shape, shape[shape.length - 1]])] };
  };
}

function triangle(draw: Draw, f: typeof t.tril): ReturnType<CaseMaker> {
  const offset = draw.integer(-2, 2);
  return { f: (x) => f(x, offset), inputs: [draw.tensor("any", draw.atLeast(2))] };
}

/** One to three tensors that differ along one axis only. */
function drawParts(draw: Draw): { axis: number; parts: ReturnType<Draw["tensor"]>[] } {
  const shape = draw.atLeast(1);
  const axis = draw.axis(shape.length);
  const place = (axis + shape.length) % shape.length;
  const parts = Array.from({ length: draw.integer(1, 3) }, () =>
    draw.tensor("any", shape.with(place, draw.integer(0, 3))),
  );
  return { axis, parts };
}
