import { columnsOfQ, householderQr } from "./householder-qr.ts";
import { requireMatrix } from "./require-matrix.ts";

/** The factors of `qr`; k = min(rows, columns). */
export interface QrFactors {
  /** Orthonormal columns, row-major [rows, k]. */
  readonly q: Float64Array;
  /** Upper triangular with a diagonal ≥ 0, row-major [k, columns]. */
  readonly r: Float64Array;
}

/**
 * A = Q R by Householder reflections, with a non-negative diagonal of R (so unique where A has full column rank).
 *
 * Shapes: matrix [rows, columns] → q [rows, k], r [k, columns], k = min(rows, columns). Cost O(rows columns k).
 *
 * @param matrix - Flat, row-major; not changed.
 * @param rows - At least 1.
 * @param columns - At least 1.
 * @throws ShapeError when the length is not rows × columns; ArgumentError for numbers that are not finite.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», algorithm 5.2.1.
 *
 * ```ts
 * import { qr } from "@erlangen/numerics";
 *
 * const { q, r } = qr([3, 1, 4, 2], 2, 2);
 * q; // => [0.600, -0.800, 0.800, 0.600]
 * r; // => [5.000, 2.200, 0.000, 0.400]
 * ```
 */
export function qr(matrix: ArrayLike<number>, rows: number, columns: number): QrFactors {
  requireMatrix("qr", matrix, rows, columns);
  const k = Math.min(rows, columns);
  const factors = householderQr(matrix, rows, columns, { pivoting: false });
  const q = columnsOfQ(factors, 0, k);
  const r = factors.r;
  for (let i = 0; i < k; i++) {
    if (r[i * columns + i] >= 0) continue;
    for (let j = i; j < columns; j++) r[i * columns + j] = -r[i * columns + j];
    for (let row = 0; row < rows; row++) q[row * k + i] = -q[row * k + i];
  }
  return { q, r };
}
