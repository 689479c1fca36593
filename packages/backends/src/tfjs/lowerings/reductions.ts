import { sizeOf, type Shape } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "../module.ts";
import { lowering, mutable, type TfjsLowerings } from "./lowering.ts";

interface AlongAxis {
  readonly axis: number;
}

/** Sums, maxima and sorting. */
export const reductionLowerings: TfjsLowerings = {
  reduceSum: lowering<{ readonly axes: readonly number[] }>(({ tf, full, attributes: { axes } }) =>
    axes.length === 0 ? full(0) : tf.sum(full(0), [...axes]),
  ),

  reduceMax: lowering<{ readonly axes: readonly number[] }>(({ tf, full, attributes: { axes } }) =>
    axes.length === 0 ? full(0) : tf.max(full(0), [...axes]),
  ),

  argMax: lowering<AlongAxis>(({ tf, full, attributes: { axis } }) => tf.argMax(full(0), axis)),

  cumsum: lowering<AlongAxis & { readonly reverse: boolean; readonly exclusive: boolean }>(
    ({ tf, specs: [{ shape }], full, attributes: { axis, reverse, exclusive }, output }) => {
      const lines = lastAxis(tf, full(0), shape, axis);
      const sums = tf.cumsum(lines, 1, exclusive, reverse);
      return fromLastAxis(tf, sums, output.shape, axis);
    },
  ),

  // topk puts the lower index first among equals, hence is stable.
  argsort: lowering<AlongAxis>(({ tf, specs: [{ shape }], full, attributes: { axis }, output }) => {
    const lines = tf.neg(lastAxis(tf, full(0), shape, axis));
    const { indices } = tf.topk(lines, shape[axis], true);
    return fromLastAxis(tf, indices, output.shape, axis);
  }),
};

/** x as [everything else, the axis]. */
function lastAxis(tf: Tfjs, x: TfjsTensor, shape: Shape, axis: number): TfjsTensor {
  const [before, length, after] = around(shape, axis);
  const parts = tf.reshape(x, [before, length, after]);
  return tf.reshape(after === 1 ? parts : tf.transpose(parts, [0, 2, 1]), [before * after, length]);
}

function fromLastAxis(tf: Tfjs, lines: TfjsTensor, shape: Shape, axis: number): TfjsTensor {
  const [before, length, after] = around(shape, axis);
  const parts = tf.reshape(lines, [before, after, length]);
  return tf.reshape(after === 1 ? parts : tf.transpose(parts, [0, 2, 1]), mutable(shape));
}

function around(shape: Shape, axis: number): [before: number, length: number, after: number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))];
}
