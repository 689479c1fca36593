import { ShapeError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";

/** The new shape, all lengths explicit. */
export interface ReshapeAttributes {
  readonly shape: Shape;
}

/** The same elements in row-major order under another shape of the same size. */
export const reshape: Primitive<ReshapeAttributes> = {
  name: "reshape",

  spec([x], { shape }) {
    if (shape.some((length) => !Number.isInteger(length) || length < 0)) {
      throw new ShapeError(
        `reshape: expected shape of non-negative integers, got ${formatShape(shape)}`,
      );
    }
    if (sizeOf(x.shape) !== sizeOf(shape)) {
      throw new ShapeError(
        `reshape: expected a shape of ${sizeOf(x.shape)} elements for x of shape ${formatShape(x.shape)}, ` +
          `got ${formatShape(shape)}`,
      );
    }
    return { shape, dtype: x.dtype };
  },

  host([x], _attributes, output) {
    output.data.set(x.data);
  },

  vjp({ inputs: [x] }, cotangent, ops) {
    return [ops.reshape(cotangent, x.shape)];
  },

  cost: () => ({ flops: 0, elements: 0 }),
};
