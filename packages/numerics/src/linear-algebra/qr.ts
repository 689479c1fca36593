import { requireMatrix } from "./require-matrix.ts";
import { makeReflector, reflectRows } from "./reflector.ts";

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
 * const { q, r } = qr(Float64Array.of(3, 1, 4, 2), 2, 2);
 * Array.from(q, (value) => value.toFixed(3)); // => ["0.600", "-0.800", "0.800", "0.600"]
 * Array.from(r, (value) => value.toFixed(3)); // => ["5.000", "2.200", "0.000", "0.400"]
 * ```
 */
export function qr(matrix: ArrayLike<number>, rows: number, columns: number): QrFactors {
  requireMatrix("qr", matrix, rows, columns);
  const k = Math.min(rows, columns);
  const work = Float64Array.from(matrix);
  const reflectors: { v: Float64Array; tau: number }[] = [];
  for (let j = 0; j < k; j++) {
    const v = Float64Array.from({ length: rows - j }, (_, i) => work[(j + i) * columns + j]);
    const { alpha, tau } = makeReflector(v);
    reflectRows(work, { columns, row: j, column: j + 1 }, v, tau);
    work[j * columns + j] = alpha;
    reflectors.push({ v, tau });
  }

  const q = new Float64Array(rows * k);
  for (let j = k - 1; j >= 0; j--) {
    q[j * k + j] = 1;
    reflectRows(q, { columns: k, row: j, column: j }, reflectors[j].v, reflectors[j].tau);
  }

  const r = new Float64Array(k * columns);
  for (let i = 0; i < k; i++) {
    const sign = work[i * columns + i] < 0 ? -1 : 1;
    for (let j = i; j < columns; j++) r[i * columns + j] = sign * work[i * columns + j];
    if (sign < 0) for (let row = 0; row < rows; row++) q[row * k + i] = -q[row * k + i];
  }
  return { q, r };
}
