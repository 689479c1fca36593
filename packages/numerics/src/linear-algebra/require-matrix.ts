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
