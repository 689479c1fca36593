import { ShapeError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { matmul as matmulPrimitive } from "../primitives/matmul.ts";
import { broadcastShapes, formatShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { stretchBeside } from "./operands.ts";
import { reshape } from "./reshape.ts";

/**
 * Matrix product over the last two axes; leading axes broadcast.
 *
 * Shapes: a [...batch, m, k], b [...batch, k, n] -> [...batch, m, n]. A vector [k] counts as a row at the left and as a
 * column at the right, and its axis does not appear in the result.
 *
 * @throws ShapeError when shapes do not fit; ArgumentError when the operands are not both float32 or both float64.
 *
 * ```ts
 * import { matmul, tensor } from "@erlangen/tensor";
 *
 * matmul(tensor([[1, 2], [3, 4]]), tensor([1, 10])).toArray(); // => [21, 43]
 * ```
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.rank === 0 || b.rank === 0 || a.shape.at(-1) !== b.shape[Math.max(0, b.rank - 2)]) {
    throw new ShapeError(
      `matmul: expected [...batch, m, k] and [...batch, k, n], got ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  const left = a.rank === 1 ? reshape(a, [1, a.size]) : a;
  const right = b.rank === 1 ? reshape(b, [b.size, 1]) : b;
  const product = matrixProduct(left, right);
  const rows = a.rank === 1 ? [] : [a.shape[a.rank - 2]];
  const columns = b.rank === 1 ? [] : [b.shape[b.rank - 1]];
  return reshape(product, [...product.shape.slice(0, -2), ...rows, ...columns]);
}

function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const [m, k] = a.shape.slice(-2);
  const n = b.shape[b.rank - 1];
  const batch = broadcastShapes("matmul", a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (b.rank === 2) {
    // One large product: faster, and the gradient of b comes without a sum over the batch.
    const product = apply(matmulPrimitive, [reshape(a, [sizeOf(batch) * m, k]), b], {});
    return reshape(product, [...batch, m, n]);
  }
  return apply(
    matmulPrimitive,
    [stretchBeside(a, [...batch, m, k], [a, b]), stretchBeside(b, [...batch, k, n], [a, b])],
    {},
  );
}

/**
 * Scalar product of two vectors: [n], [n] -> [].
 *
 * @throws ShapeError when they are not vectors of one length.
 */
export function dot(a: Tensor, b: Tensor): Tensor {
  if (a.rank !== 1 || b.rank !== 1 || a.size !== b.size) {
    throw new ShapeError(
      `dot: expected two vectors of shape [n], got ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  return matmul(a, b);
}

/**
 * Products of all pairs of elements of two vectors: [m], [n] -> [m, n].
 *
 * @throws ShapeError when one is not a vector.
 */
export function outer(a: Tensor, b: Tensor): Tensor {
  if (a.rank !== 1 || b.rank !== 1) {
    throw new ShapeError(
      `outer: expected vectors of shape [m] and [n], got ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  return matmul(reshape(a, [a.size, 1]), reshape(b, [1, b.size]));
}
