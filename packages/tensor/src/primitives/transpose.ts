import { ArgumentError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, stridesOf } from "../shape.ts";
import { copyStrided, rowMajorView } from "../strided-copy.ts";

/** Axis `i` of the output is axis `permutation[i]` of the input. */
export interface TransposeAttributes {
  readonly permutation: readonly number[];
}

/** Reorders the axes: out[i_0, i_1, ...] = x[...] with i_k at axis permutation[k]. */
export const transpose: Primitive<TransposeAttributes> = {
  name: "transpose",

  spec([x], { permutation }) {
    const rank = x.shape.length;
    const seen = new Set(
      permutation.filter((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank),
    );
    if (permutation.length !== rank || seen.size !== rank) {
      throw new ArgumentError(
        `transpose: expected a permutation of the ${rank} axes of x of shape ${formatShape(x.shape)}, ` +
          `got [${permutation.join(", ")}]`,
      );
    }
    return { shape: permutation.map((axis) => x.shape[axis]), dtype: x.dtype };
  },

  host([x], { permutation }, output) {
    const strides = stridesOf(x.shape);
    copyStrided(
      { data: x.data, offset: 0, strides: permutation.map((axis) => strides[axis]) },
      rowMajorView(output.data, output.shape),
      output.shape,
    );
  },

  vjp({ attributes: { permutation } }, cotangent, ops) {
    const inverse = new Array<number>(permutation.length);
    permutation.forEach((axis, position) => (inverse[axis] = position));
    return [ops.transpose(cotangent, inverse)];
  },

  cost: (_inputs, _attributes, output) => ({ flops: 0, elements: 2 * sizeOf(output.shape) }),
};
