import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { multiplyMatrices } from "../multiply-matrices.ts";
import type { Primitive } from "../primitive.ts";
import { formatShape, sameShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { Operations } from "../operations.ts";

/** Matrix products over equal leading axes: [...batch, m, k] x [...batch, k, n] -> [...batch, m, n]. */
export const matmul: Primitive<Readonly<Record<string, never>>> = {
  name: "matmul",

  spec([a, b]) {
    if (a.dtype !== b.dtype || !isFloat(a.dtype)) {
      throw new ArgumentError(
        `matmul: expected two float32 or two float64 operands, got ${a.dtype} and ${b.dtype}; cast one of them`,
      );
    }
    const rank = a.shape.length;
    const fits =
      rank >= 2 &&
      b.shape.length === rank &&
      sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2)) &&
      a.shape[rank - 1] === b.shape[rank - 2];
    if (!fits) {
      throw new ShapeError(
        `matmul: expected [...batch, m, k] and [...batch, k, n], got ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
      );
    }
    return { shape: [...a.shape.slice(0, -1), b.shape[rank - 1]], dtype: a.dtype };
  },

  host([a, b], _attributes, output) {
    const [m, k] = a.shape.slice(-2);
    const n = output.shape[output.shape.length - 1];
    const operands = { a: a.data, aOffset: 0, b: b.data, bOffset: 0 };
    multiplyMatrices(
      { m, k, n, ...operands, c: output.data, cOffset: 0, cStride: n },
      sizeOf(output.shape.slice(0, -2)),
    );
  },

  vjp({ inputs: [a, b] }, cotangent, ops) {
    return [
      ops.matmul(cotangent, transposedMatrices(b, ops)),
      ops.matmul(transposedMatrices(a, ops), cotangent),
    ];
  },

  cost: ([a, b], _attributes, output) => ({
    flops: 2 * sizeOf(output.shape) * a.shape[a.shape.length - 1],
    elements: sizeOf(a.shape) + sizeOf(b.shape) + sizeOf(output.shape),
  }),
};

function transposedMatrices(x: Tensor, ops: Operations): Tensor {
  const last = x.shape.length - 1;
  const permutation = x.shape.map((_, axis) => axis);
  permutation[last] = last - 1;
  permutation[last - 1] = last;
  return ops.transpose(x, permutation);
}
