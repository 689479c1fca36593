import { ArgumentError } from "../errors.ts";
import { requireArray, requireInteger } from "../require.ts";

/** A flat row-major [rows, columns] of finite numbers, both extents at least 1; else an error from `where`. */
export function requireMatrix(
  where: string,
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
): void {
  requireInteger(where, "rows", rows, { least: 1 });
  requireInteger(where, "columns", columns, { least: 1 });
  requireArray(where, "matrix", matrix, { axes: "[rows, columns]", shape: [rows, columns] });
}

/** The same for [n, n]. */
export function requireSquare(where: string, matrix: ArrayLike<number>, n: number): void {
  requireInteger(where, "n", n, { least: 1 });
  requireArray(where, "matrix", matrix, { axes: "[n, n]", shape: [n, n] });
}

/** How far a pair of mirrored entries may differ, relative to the largest entry. */
const symmetryTolerance = 1e-8;

/** The same for a symmetric [n, n]; returns (A + Aᵀ) / 2 as a new array. */
export function requireSymmetric(
  where: string,
  matrix: ArrayLike<number>,
  n: number,
): Float64Array {
  requireSquare(where, matrix, n);
  const symmetric = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n * n; i++) largest = Math.max(largest, Math.abs(matrix[i]));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [matrix[i * n + j], matrix[j * n + i]];
      if (Math.abs(a - b) > symmetryTolerance * largest) {
        throw new ArgumentError(
          `${where}: expected matrix to be symmetric, got ${a} at [${i}, ${j}] and ${b} at [${j}, ${i}]; pass (A + Aᵀ) / 2`,
        );
      }
      symmetric[i * n + j] = a / 2 + b / 2;
      symmetric[j * n + i] = symmetric[i * n + j];
    }
  }
  return symmetric;
}
