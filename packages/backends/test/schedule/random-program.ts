import { Random } from "@erlangen/numerics";
import {
  add,
  argsort,
  broadcastTo,
  cast,
  concatenate,
  cumsum,
  flip,
  gather,
  graphOf,
  less,
  matmul,
  max,
  maximum,
  mul,
  padGeneral,
  placeholder,
  reshape,
  scatterAdd,
  select,
  sigmoid,
  sizeOf,
  sliceGeneral,
  stopGradient,
  sub,
  sum,
  tanh,
  tensor,
  transpose,
  type FloatDType,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";

/** A program with numbers for its inputs. */
export interface RandomProgram {
  readonly graph: Graph;
  readonly inputs: readonly Tensor[];
}

/**
 * A program of `length` random operations on three small inputs, its values of moderate size; some outputs are inputs,
 * movements of others, or occur twice.
 */
export function randomProgram(seed: number, length: number, dtype: FloatDType): RandomProgram {
  const random = Random.fromSeed(seed);
  const pick = (count: number, name: string): number =>
    Math.min(count - 1, Math.floor(count * random.split(name).uniform(1)[0]));
  const shapes = [[2, 3, 4], [4], [3, 1]];
  const numbers = shapes.map((shape, i) =>
    tensor(random.split(`input ${i}`).normal(sizeOf(shape)), shape, dtype),
  );
  const inputs = numbers.map((x, i) => placeholder(x, `x${i}`));
  const values: Tensor[] = [...inputs, tensor([0.5, -1, 2, 0.25], [4], dtype)];
  for (let i = 0; i < length; i++) {
    const draw = (count: number, name: string): number => pick(count, `${i} ${name}`);
    const x = values[draw(values.length, "x")];
    const y = values[draw(values.length, "y")];
    const made = operations[draw(operations.length, "operation")](x, y, draw);
    if (made !== undefined && made.size <= 600) values.push(made);
  }
  const outputs = Array.from({ length: 4 }, (_, i) => {
    const recent = Math.max(0, values.length - 1 - pick(Math.min(6, values.length), `output ${i}`));
    return values[recent];
  });
  return { graph: graphOf(inputs, [...outputs, outputs[0], inputs[1]]), inputs: numbers };
}

type Draw = (count: number, name: string) => number;

const operations: readonly ((x: Tensor, y: Tensor, draw: Draw) => Tensor | undefined)[] = [
  (x) => tanh(x),
  (x) => sigmoid(mul(x, 2)),
  (x) => stopGradient(cast(x, x.dtype)),
  (x, y) => together(x, y, (a, b) => add(mul(a, 0.5), b)),
  (x, y) => together(x, y, (a, b) => sub(tanh(a), b)),
  (x, y) => together(x, y, (a, b) => tanh(mul(a, b))),
  (x, y) => together(x, y, maximum),
  (x, y) => together(x, y, (a, b) => select(less(a, b), a, mul(b, 0.25))),
  (x, _, draw) => (x.rank === 0 ? undefined : mul(sum(x, draw(x.rank, "axis")), 0.3)),
  (x, _, draw) => (x.rank === 0 || x.size === 0 ? undefined : max(x, draw(x.rank, "axis"))),
  (x) => (x.rank < 2 ? undefined : tanh(sum(x, [0, x.rank - 1]))),
  (x, _, draw) => {
    const shift = x.rank === 0 ? 0 : draw(x.rank, "shift");
    return transpose(
      x,
      x.shape.map((_length, axis) => (axis + shift) % x.rank),
    );
  },
  (x) => (x.rank > 3 ? undefined : broadcastTo(reshape(x, [...x.shape, 1]), [...x.shape, 3])),
  (x) => (x.rank > 3 ? undefined : broadcastTo(x, [2, ...x.shape])),
  (x) => reshape(x, [x.size]),
  (x) => (x.rank < 2 ? undefined : reshape(x, [x.shape[0] * x.shape[1], ...x.shape.slice(2)])),
  (x, _, draw) => (x.rank === 0 ? undefined : flip(x, [draw(x.rank, "axis")])),
  (x, _, draw) =>
    sliceGeneral(x, {
      start: x.shape.map((length, axis) => (length > 1 ? draw(2, `start ${axis}`) : 0)),
      stop: x.shape.map((length) => length),
      step: x.shape.map((_length, axis) => 1 + draw(2, `step ${axis}`)),
    }),
  (x, _, draw) =>
    x.rank > 3
      ? undefined
      : padGeneral(x, {
          low: x.shape.map((_length, axis) => draw(2, `low ${axis}`)),
          high: x.shape.map(() => 0),
          interior: x.shape.map((_length, axis) => draw(2, `interior ${axis}`)),
          value: 0.5,
        }),
  (x, _, draw) => (x.rank === 0 ? undefined : concatenate([x, tanh(x), x], draw(x.rank, "axis"))),
  (x, _, draw) => {
    if (x.rank === 0) return undefined;
    const axis = draw(x.rank, "axis");
    const { [axis]: length } = x.shape;
    return length === 0 ? undefined : gather(x, tensor([length - 1, 0, 0], [3], "int32"), axis);
  },
  (x) => {
    if (x.rank === 0 || x.size === 0) return undefined;
    const places = Int32Array.from({ length: x.shape[0] }, (_, i) => (2 * i) % 3);
    return mul(scatterAdd(x, tensor(places), 3), 0.5);
  },
  (x) => (x.rank === 0 ? undefined : mul(cumsum(x, 0), 0.25)),
  (x) =>
    x.rank === 0 || x.size === 0
      ? undefined
      : gather(reshape(x, [x.size]), argsort(reshape(x, [x.size]), 0)),
  (x) => {
    if (x.rank < 2) return undefined;
    const axes = x.shape.map((_, axis) => axis);
    const swapped = [...axes.slice(0, -2), x.rank - 1, x.rank - 2];
    return tanh(mul(matmul(x, transpose(x, swapped)), 0.2));
  },
];

/** A combination of two tensors, when their shapes broadcast. */
function together(x: Tensor, y: Tensor, f: (a: Tensor, b: Tensor) => Tensor): Tensor | undefined {
  const rank = Math.max(x.rank, y.rank);
  const length = (t: Tensor, axis: number): number => t.shape[axis - rank + t.rank] ?? 1;
  for (let axis = 0; axis < rank; axis++) {
    const [a, b] = [length(x, axis), length(y, axis)];
    if (a !== b && a !== 1 && b !== 1) return undefined;
  }
  return f(x, y);
}
