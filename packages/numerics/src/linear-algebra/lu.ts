import { requireSquare } from "./require-matrix.ts";

/** The factors of `lu`: P A = L U. */
export interface LuFactors {
  /** L below the diagonal (its own diagonal is 1), U on and above it; row-major [n, n]. */
  readonly packed: Float64Array;
  /** Row i of P A is row permutation[i] of A. */
  readonly permutation: Int32Array;
  /** The sign of the permutation, +1 or -1. */
  readonly sign: number;
}

/**
 * P A = L U by elimination with partial pivoting. A singular A gives a zero on the diagonal of U.
 *
 * Shapes: matrix [n, n] → packed [n, n]. Cost 2 n³/3.
 *
 * @param matrix - Flat, row-major; not changed.
 * @param n - At least 1.
 * @throws ShapeError when the length is not n²; ArgumentError for numbers that are not finite.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», algorithm 3.4.1.
 *
 * ```ts
 * import { lu } from "@erlangen/numerics";
 *
 * const { packed, permutation } = lu([1, 2, 4, 4], 2);
 * packed; // => [4, 4, 0.25, 1]
 * permutation; // => [1, 0]
 * ```
 */
export function lu(matrix: ArrayLike<number>, n: number): LuFactors {
  requireSquare("lu", matrix, n);
  const packed = Float64Array.from(matrix);
  const permutation = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(packed[i * n + k]) > Math.abs(packed[pivot * n + k])) pivot = i;
    }
    if (pivot !== k) {
      const row = packed.slice(k * n, (k + 1) * n);
      packed.copyWithin(k * n, pivot * n, (pivot + 1) * n);
      packed.set(row, pivot * n);
      const moved = permutation[k];
      permutation[k] = permutation[pivot];
      permutation[pivot] = moved;
      sign = -sign;
    }
    if (packed[k * n + k] === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = packed[i * n + k] / packed[k * n + k];
      packed[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) packed[i * n + j] -= factor * packed[k * n + j];
    }
  }
  return { packed, permutation, sign };
}

/**
 * The determinant, from the factors of `lu`.
 *
 * @param matrix - Flat, row-major [n, n]; not changed.
 * @param n - At least 1.
 * @throws ShapeError when the length is not n²; ArgumentError for numbers that are not finite.
 *
 * ```ts
 * import { determinant } from "@erlangen/numerics";
 *
 * determinant([1, 2, 4, 4], 2); // => -4
 * ```
 */
export function determinant(matrix: ArrayLike<number>, n: number): number {
  const { packed, sign } = lu(matrix, n);
  let product = sign;
  for (let i = 0; i < n; i++) product *= packed[i * n + i];
  return product;
}
