import { flip } from "./matmul.ts";
import { requireSymmetric } from "./require-matrix.ts";
import { scaleToOne } from "./scale-to-one.ts";
import { tridiagonalQl } from "./tridiagonal-ql.ts";
import { basisOf, tridiagonalize } from "./tridiagonalize.ts";

/** The eigenvalues and eigenvectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** Ascending [n]. */
  readonly values: Float64Array;
  /** Orthonormal columns, row-major [n, n]: column j belongs to values[j]. */
  readonly vectors: Float64Array;
}

/**
 * A = V diag(values) Vᵀ for a symmetric A, by Householder tridiagonalisation and implicit QL.
 *
 * Shapes: matrix [n, n] → values [n], vectors [n, n]. Cost about 6 n³.
 *
 * Numerics: errors are a small multiple of 1e-16 times the largest |value|. The sign of an eigenvector, and the basis
 * of an eigenspace, are free, but the same on every machine.
 *
 * @param matrix - Flat, row-major; not changed. Mirrored entries may differ by 1e-8 of the largest entry; their mean
 * is used.
 * @param n - At least 1.
 * @throws ArgumentError when A is not symmetric or not finite; ShapeError when the length is not n².
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», algorithm 8.3.3; Martin, Wilkinson (1968), «The implicit QL
 * algorithm».
 *
 * ```ts
 * import { eigh } from "@erlangen/numerics";
 *
 * eigh([2, 1, 1, 2], 2).values; // => [1.000000000000, 3.000000000000]
 * ```
 */
export function eigh(matrix: ArrayLike<number>, n: number): SymmetricEigen {
  const { scaled, scale } = scaleToOne(requireSymmetric("eigh", matrix, n));
  const { diagonal, offDiagonal, reflectors } = tridiagonalize(scaled, n);
  const basis = flip(basisOf(n, reflectors), n, n);
  tridiagonalQl(diagonal, offDiagonal, basis);

  const order = Array.from(diagonal.keys()).toSorted((i, j) => diagonal[i] - diagonal[j]);
  const vectors = new Float64Array(n * n);
  order.forEach((source, j) => {
    for (let i = 0; i < n; i++) vectors[i * n + j] = basis[source * n + i];
  });
  return { values: Float64Array.from(order, (i) => diagonal[i] * scale), vectors };
}
