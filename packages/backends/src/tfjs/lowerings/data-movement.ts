import { sizeOf, type Shape } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "../module.ts";
import { lowering, mutable, type TfjsLowerings } from "./lowering.ts";

interface SliceAttributes {
  readonly start: readonly number[];
  readonly stop: readonly number[];
  readonly step: readonly number[];
}

interface PadAttributes {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly interior: readonly number[];
  readonly value: number;
}

interface AlongAxis {
  readonly axis: number;
}

/** Primitives that move numbers. */
export const dataMovementLowerings: TfjsLowerings = {
  reshape: ({ tf, full, output }) => tf.reshape(full(0), mutable(output.shape)),

  transpose: lowering<{ readonly permutation: readonly number[] }>(({ tf, full, attributes }) =>
    tf.transpose(full(0), [...attributes.permutation]),
  ),

  // Axes of length 1 in front: the rest of the broadcasting happens where it is needed.
  broadcastTo: ({ tf, inputs: [x], output }) =>
    tf.reshape(x, [...output.shape.slice(x.shape.length).map(() => 1), ...x.shape]),

  slice: lowering<SliceAttributes>(({ tf, full, attributes: { start, stop, step }, output }) =>
    step.every((distance) => distance === 1)
      ? tf.slice(full(0), [...start], mutable(output.shape))
      : tf.stridedSlice(full(0), [...start], [...stop], [...step]),
  ),

  pad: lowering<PadAttributes>(({ tf, full, attributes: { low, high, interior, value } }) => {
    let spread = full(0);
    interior.forEach((count, axis) => {
      if (count > 0) spread = spreadAxis(tf, spread, { axis, count, value });
    });
    const around = low.map((before, axis): [number, number] => [before, high[axis]]);
    return around.flat().some((count) => count > 0) ? tf.pad(spread, around, value) : spread;
  }),

  flip: lowering<{ readonly axes: readonly number[] }>(({ tf, full, attributes }) =>
    attributes.axes.length === 0 ? full(0) : tf.reverse(full(0), [...attributes.axes]),
  ),

  concatenate: lowering<AlongAxis>(({ tf, specs, full, attributes: { axis } }) => {
    const parts = specs.flatMap(({ shape }, index) => (sizeOf(shape) === 0 ? [] : [full(index)]));
    return parts.length === 1 ? parts[0] : tf.concat(parts, axis);
  }),

  gather: lowering<AlongAxis>(({ tf, specs: [x, indices], full, attributes: { axis }, output }) => {
    const flat = tf.reshape(full(1), [sizeOf(indices.shape)]);
    const rows = tf.gather(middle(tf, full(0), x.shape, axis), flat, 1);
    return tf.reshape(rows, mutable(output.shape));
  }),

  scatterAdd: lowering<AlongAxis & { readonly length: number }>(
    ({ tf, specs: [updates, indices], full, attributes: { axis, length }, output }) => {
      const count = sizeOf(indices.shape);
      const before = sizeOf(updates.shape.slice(0, axis));
      const after = sizeOf(updates.shape.slice(axis + indices.shape.length));
      const rows = tf.reshape(full(0), [before, count, after]);
      const first = tf.reshape(tf.transpose(rows, [1, 0, 2]), [count, before * after]);
      const places = tf.reshape(full(1), [count, 1]);
      const sums = tf.scatterND(places, first, [length, before * after]);
      const back = tf.transpose(tf.reshape(sums, [length, before, after]), [1, 0, 2]);
      return tf.reshape(back, mutable(output.shape));
    },
  ),
};

/** x as [before the axis, the axis, after it]. */
function middle(tf: Tfjs, x: TfjsTensor, shape: Shape, axis: number): TfjsTensor {
  return tf.reshape(x, [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))]);
}

/** Puts `count` values between neighbours along an axis. */
function spreadAxis(
  tf: Tfjs,
  x: TfjsTensor,
  { axis, count, value }: { readonly axis: number; readonly count: number; readonly value: number },
): TfjsTensor {
  const before = sizeOf(x.shape.slice(0, axis));
  const length = x.shape[axis];
  const after = sizeOf(x.shape.slice(axis + 1));
  const gaps = tf.pad(
    tf.reshape(x, [before * length, 1, after]),
    [
      [0, 0],
      [0, count],
      [0, 0],
    ],
    value,
  );
  const wide = tf.reshape(gaps, [before, length * (count + 1), after]);
  const kept = tf.slice(wide, [0, 0, 0], [before, length * (count + 1) - count, after]);
  return tf.reshape(kept, [
    ...x.shape.slice(0, axis),
    length * (count + 1) - count,
    ...x.shape.slice(axis + 1),
  ]);
}
