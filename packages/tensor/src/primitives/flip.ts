import { ArgumentError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { sizeOf, stridesOf } from "../shape.ts";
import { copyStrided, rowMajorView } from "../strided-copy.ts";

/** The axes to reverse, distinct, counted from the front. */
export interface FlipAttributes {
  readonly axes: readonly number[];
}

/** Reverses the order of the elements along some axes. */
export const flip: Primitive<FlipAttributes> = {
  name: "flip",

  spec([x], { axes }) {
    const rank = x.shape.length;
    const valid = new Set(
      axes.filter((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank),
    );
    if (valid.size !== axes.length) {
      throw new ArgumentError(
        `flip: expected distinct axes in [0, ${rank}), got [${axes.join(", ")}]`,
      );
    }
    return { shape: x.shape, dtype: x.dtype };
  },

  host([x], { axes }, output) {
    const strides = stridesOf(x.shape);
    let offset = 0;
    for (const axis of axes) {
      offset += (x.shape[axis] - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
    copyStrided(
      { data: x.data, offset, strides },
      rowMajorView(output.data, output.shape),
      output.shape,
    );
  },

  vjp({ attributes: { axes } }, cotangent, ops) {
    return [ops.flip(cotangent, axes)];
  },

  cost: (_inputs, _attributes, output) => ({ flops: 0, elements: 2 * sizeOf(output.shape) }),
};
