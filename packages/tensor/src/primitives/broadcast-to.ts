import { ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, stridesOf, type Shape } from "../shape.ts";
import { copyStrided, rowMajorView } from "../strided-copy.ts";

/** The shape to stretch to. */
export interface BroadcastToAttributes {
  readonly shape: Shape;
}

/** Repeats along new leading axes and along axes of length 1 (NumPy's rule: axes align at the right). */
export const broadcastTo: Primitive<BroadcastToAttributes> = {
  name: "broadcastTo",

  spec([x], { shape }) {
    const shift = shape.length - x.shape.length;
    if (
      shift < 0 ||
      x.shape.some((length, axis) => length !== 1 && length !== shape[axis + shift])
    ) {
      throw new ShapeError(
        `broadcastTo: expected x of a shape that broadcasts to ${formatShape(shape)}, got ${formatShape(x.shape)}`,
      );
    }
    return { shape, dtype: x.dtype };
  },

  host([x], _attributes, output) {
    const shift = output.shape.length - x.shape.length;
    const own = stridesOf(x.shape);
    const strides = output.shape.map((_, axis) =>
      axis < shift || x.shape[axis - shift] === 1 ? 0 : own[axis - shift],
    );
    copyStrided(
      { data: x.data, offset: 0, strides },
      rowMajorView(output.data, output.shape),
      output.shape,
    );
  },

  vjp({ inputs: [x], attributes: { shape } }, cotangent, ops) {
    const shift = shape.length - x.shape.length;
    const repeated = shape.flatMap((length, axis) =>
      axis < shift || x.shape[axis - shift] !== length ? [axis] : [],
    );
    const summed = repeated.length === 0 ? cotangent : ops.sum(cotangent, repeated);
    return [ops.reshape(summed, x.shape)];
  },

  cost: ([x], _attributes, output) => ({
    flops: 0,
    elements: sizeOf(x.shape) + sizeOf(output.shape),
  }),
};
