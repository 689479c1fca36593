import { ArgumentError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, stridesOf } from "../shape.ts";
import { copyStrided, rowMajorView } from "../strided-copy.ts";

/** The elements start, start + step, ... below stop of every axis. */
export interface SliceAttributes {
  /** First index on each axis, in [0, length]. */
  readonly start: readonly number[];
  /** Bound on each axis, in [start, length]. */
  readonly stop: readonly number[];
  /** Distance on each axis, >= 1. */
  readonly step: readonly number[];
}

/** A box of the input with a step on each axis: out[i] = x[start + step i]. */
export const slice: Primitive<SliceAttributes> = {
  name: "slice",

  spec([x], { start, stop, step }) {
    const rank = x.shape.length;
    if (start.length !== rank || stop.length !== rank || step.length !== rank) {
      throw new ArgumentError(
        `slice: expected start, stop and step for the ${rank} axes of x of shape ${formatShape(x.shape)}, ` +
          `got ${start.length}, ${stop.length} and ${step.length}`,
      );
    }
    const shape = x.shape.map((length, axis) => {
      const bounds = [start[axis], stop[axis], step[axis]];
      const [first, bound, distance] = bounds;
      if (
        !bounds.every(Number.isInteger) ||
        first < 0 ||
        bound < first ||
        bound > length ||
        distance < 1
      ) {
        throw new ArgumentError(
          `slice: expected 0 <= start <= stop <= ${length} and step >= 1 on axis ${axis}, got [${bounds.join(", ")}]`,
        );
      }
      return Math.ceil((bound - first) / distance);
    });
    return { shape, dtype: x.dtype };
  },

  host([x], { start, step }, output) {
    const own = stridesOf(x.shape);
    let offset = 0;
    for (let axis = 0; axis < own.length; axis++) offset += start[axis] * own[axis];
    copyStrided(
      { data: x.data, offset, strides: own.map((stride, axis) => stride * step[axis]) },
      rowMajorView(output.data, output.shape),
      output.shape,
    );
  },

  vjp({ inputs: [x], attributes: { start, step }, output }, cotangent, ops) {
    const last = output.shape.map((count, axis) =>
      count === 0 ? start[axis] : start[axis] + (count - 1) * step[axis] + 1,
    );
    return [
      ops.padGeneral(cotangent, {
        low: start,
        high: x.shape.map((length, axis) => length - last[axis]),
        interior: step.map((distance) => distance - 1),
        value: 0,
      }),
    ];
  },

  cost: (_inputs, _attributes, output) => ({ flops: 0, elements: 2 * sizeOf(output.shape) }),
};
