import { operations as ops } from "../functions/operations.ts";
import type { Primitive } from "../primitive.ts";
import type { PadAttributes } from "../primitives/pad.ts";
import type { SliceAttributes } from "../primitives/slice.ts";
import { sameShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

type Rule = (operands: readonly Tensor[], attributes: unknown) => Tensor | undefined;

/**
 * A simpler tensor equal to the application, or `undefined` when no rule fits.
 *
 * Each rule looks one application deep; repeated application over a program in topological order does the rest.
 */
export function rewrite(
  primitive: Primitive<unknown>,
  attributes: unknown,
  operands: readonly Tensor[],
): Tensor | undefined {
  return rules[primitive.name]?.(operands, attributes);
}

const rules: { readonly [primitive: string]: Rule } = {
  add: ([a, b]) =>
    uniform(a) === 0 ? b : uniform(b) === 0 ? a : (neighbours(a, b) ?? neighbours(b, a)),
  sub: ([a, b]) => (uniform(b) === 0 ? a : uniform(a) === 0 ? ops.neg(b) : undefined),
  mul: ([a, b]) => scaled(a, uniform(b)) ?? scaled(b, uniform(a)),
  div: ([a, b]) => {
    const divisor = uniform(b);
    if (divisor === 1) return a;
    // Exact only for powers of two; a product is what every engine does faster.
    return divisor !== undefined && Number.isInteger(Math.log2(Math.abs(divisor)))
      ? scaled(a, 1 / divisor)
      : undefined;
  },
  pow: ([a, b]) => {
    const exponent = uniform(b);
    if (exponent === 1) return a;
    return exponent === 2 ? ops.mul(a, a) : undefined;
  },
  neg: ([x]) => parts(x, "neg")?.inputs[0],
  cast: ([x], attributes) => ((attributes as { dtype: string }).dtype === x.dtype ? x : undefined),
  reshape: ([x], attributes) => {
    const { shape } = attributes as { shape: readonly number[] };
    if (sameShape(shape, x.shape)) return x;
    const inner = parts(x, "reshape");
    return inner === undefined ? undefined : ops.reshape(inner.inputs[0], shape);
  },
  transpose: ([x], attributes) => {
    const { permutation } = attributes as { permutation: readonly number[] };
    if (permutation.every((axis, i) => axis === i)) return x;
    const inner = parts(x, "transpose");
    if (inner === undefined) return movesOnlyUnitAxes(x, permutation);
    const first = (inner.attributes as { permutation: readonly number[] }).permutation;
    const combined = permutation.map((axis) => first[axis]);
    return combined.every((axis, i) => axis === i)
      ? inner.inputs[0]
      : ops.transpose(inner.inputs[0], combined);
  },
  broadcastTo: ([x], attributes) => {
    const { shape } = attributes as { shape: readonly number[] };
    if (sameShape(shape, x.shape)) return x;
    const inner = parts(x, "broadcastTo");
    return inner === undefined ? undefined : ops.broadcastTo(inner.inputs[0], shape);
  },
  reduceSum: ([x], attributes) => {
    const { axes } = attributes as { axes: readonly number[] };
    if (axes.length === 0) return x;
    const removed = new Set(axes);
    const shape = x.shape.filter((_, axis) => !removed.has(axis));
    if (axes.every((axis) => x.shape[axis] === 1)) return ops.reshape(x, shape);
    const value = uniform(x);
    if (value === undefined) return undefined;
    const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
    return ops.broadcastTo(scalar(value * count, x), shape);
  },
  slice: ([x], attributes) => {
    const { start, stop, step } = attributes as SliceAttributes;
    if (step.some((s) => s !== 1)) return undefined;
    if (start.every((s) => s === 0) && sameShape(stop, x.shape)) return x;
    const inner = parts(x, "slice");
    if (inner !== undefined) {
      const outer = inner.attributes as SliceAttributes;
      if (outer.step.some((s) => s !== 1)) return undefined;
      return ops.sliceGeneral(inner.inputs[0], {
        start: start.map((s, axis) => s + outer.start[axis]),
        stop: stop.map((s, axis) => s + outer.start[axis]),
        step,
      });
    }
    return partOfConcatenation(x, { start, stop, step });
  },
  pad: ([x], attributes) => {
    const { low, high, interior } = attributes as PadAttributes;
    return [...low, ...high, ...interior].every((count) => count === 0) ? x : undefined;
  },
  concatenate: (operands, attributes) => {
    if (operands.length === 1) return operands[0];
    const { axis } = attributes as { axis: number };
    const inner = operands.map((operand) => {
      const joined = parts(operand, "concatenate");
      return joined !== undefined && (joined.attributes as { axis: number }).axis === axis
        ? joined.inputs
        : [operand];
    });
    return inner.some((pieces) => pieces.length > 1)
      ? ops.concatenate(inner.flat(), axis)
      : undefined;
  },
};

/** The application that made `x`, when it is of this primitive. */
function parts(
  x: Tensor,
  name: string,
): { readonly inputs: readonly Tensor[]; readonly attributes: unknown } | undefined {
  return x.origin?.kind === "application" && x.origin.primitive.name === name
    ? x.origin
    : undefined;
}

/** The number that every element of `x` equals, when that is plain to see. */
function uniform(x: Tensor): number | undefined {
  if (x.dtype === "bool") return undefined;
  const source = parts(x, "broadcastTo")?.inputs[0] ?? x;
  if (source.origin !== undefined || source.size === 0) return undefined;
  const { data } = source;
  return data.length <= 65_536 && data.every((value) => value === data[0]) ? data[0] : undefined;
}

function scalar(value: number, like: Tensor): Tensor {
  return tensor([value], [], like.dtype);
}

/** x times a number, in fewer steps than a product when possible. */
function scaled(x: Tensor, factor: number | undefined): Tensor | undefined {
  if (factor === undefined) return undefined;
  if (factor === 1) return x;
  if (factor === 0) return ops.broadcastTo(scalar(0, x), x.shape);
  if (factor === -1) return ops.neg(x);
  const inner = parts(x, "mul");
  if (inner === undefined) return undefined;
  const [a, b] = inner.inputs;
  const [left, right] = [uniform(a), uniform(b)];
  const known = right ?? left;
  if (known === undefined) return undefined;
  const rest = right === undefined ? b : a;
  return ops.mul(rest, ops.broadcastTo(scalar(known * factor, x), x.shape));
}

/** Zeros around `inner` along one axis. */
interface Padded {
  readonly inner: Tensor;
  readonly axis: number;
  readonly low: number;
  readonly high: number;
}

function paddedAlongOneAxis(x: Tensor): Padded | undefined {
  const padding = parts(x, "pad");
  if (padding === undefined) return undefined;
  const { low, high, interior, value } = padding.attributes as PadAttributes;
  const axes = low.flatMap((count, axis) => (count > 0 || high[axis] > 0 ? [axis] : []));
  if (axes.length !== 1 || value !== 0 || interior.some((count) => count > 0)) return undefined;
  const [axis] = axes;
  return { inner: padding.inputs[0], axis, low: low[axis], high: high[axis] };
}

/** The sum of two padded tensors whose contents lie side by side is their concatenation, padded. */
function neighbours(x: Tensor, y: Tensor): Tensor | undefined {
  const [a, b] = [paddedAlongOneAxis(x), paddedAlongOneAxis(y)];
  if (a === undefined || b === undefined || a.axis !== b.axis) return undefined;
  if (a.low + a.inner.shape[a.axis] !== b.low) return undefined;
  const joined = ops.concatenate([a.inner, b.inner], a.axis);
  if (a.low === 0 && b.high === 0) return joined;
  const along = (count: number): number[] =>
    x.shape.map((_, axis) => (axis === a.axis ? count : 0));
  return ops.padGeneral(joined, {
    low: along(a.low),
    high: along(b.high),
    interior: along(0),
    value: 0,
  });
}

/** A transposition that leaves the order of the longer axes alone is a reshape. */
function movesOnlyUnitAxes(x: Tensor, permutation: readonly number[]): Tensor | undefined {
  const long = permutation.filter((axis) => x.shape[axis] !== 1);
  if (!long.every((axis, i) => i === 0 || axis > long[i - 1])) return undefined;
  return ops.reshape(
    x,
    permutation.map((axis) => x.shape[axis]),
  );
}

/** A slice of a concatenation that touches one part only is a slice of that part. */
function partOfConcatenation(
  x: Tensor,
  { start, stop, step }: SliceAttributes,
): Tensor | undefined {
  const joined = parts(x, "concatenate");
  if (joined === undefined) return undefined;
  const { axis } = joined.attributes as { axis: number };
  let offset = 0;
  for (const part of joined.inputs) {
    const end = offset + part.shape[axis];
    if (start[axis] >= offset && stop[axis] <= end && stop[axis] > start[axis]) {
      const shift = (bounds: readonly number[]): number[] =>
        bounds.map((bound, a) => (a === axis ? bound - offset : bound));
      return ops.sliceGeneral(part, { start: shift(start), stop: shift(stop), step });
    }
    offset = end;
  }
  return undefined;
}
