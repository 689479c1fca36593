import { ArgumentError } from "../errors.ts";
import { requireSymmetric } from "./require-matrix.ts";

/**
 * The lower triangular L with A = L Lᵀ and a positive diagonal, for a symmetric positive definite A.
 *
 * Shapes: matrix [n, n] → [n, n]. Cost n³/3.
 *
 * @param matrix - Flat, row-major; not changed.
 * @param n - At least 1.
 * @throws ArgumentError when A is not symmetric (as in `eigh`) or not positive definite; ShapeError when the length
 * is not n².
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», section 4.2.
 *
 * ```ts
 * import { cholesky } from "@erlangen/numerics";
 *
 * cholesky([4, 2, 2, 5], 2); // => [2, 0, 1, 2]
 * ```
 */
export function cholesky(matrix: ArrayLike<number>, n: number): Float64Array {
  const lower = requireSymmetric("cholesky", matrix, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * n + j];
      for (let p = 0; p < j; p++) sum -= lower[i * n + p] * lower[j * n + p];
      if (j < i) {
        lower[i * n + j] = sum / lower[j * n + j];
        continue;
      }
      if (!(sum > 0)) {
        throw new ArgumentError(
          `cholesky: expected matrix to be positive definite, got pivot ${sum} in row ${i}; add a small multiple of the identity`,
        );
      }
      lower[i * n + i] = Math.sqrt(sum);
    }
    lower.fill(0, i * n + i + 1, (i + 1) * n);
  }
  return lower;
}
