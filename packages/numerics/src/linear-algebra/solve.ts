import { ArgumentError, ShapeError } from "../errors.ts";
import { requireArray, requireInteger } from "../require.ts";
import { lu } from "./lu.ts";

/**
 * The X with A X = B, for an invertible A.
 *
 * Shapes: matrix [n, n], right [n, columns] → [n, columns]. Cost 2 n³/3 + 2 n² columns.
 *
 * @param matrix - A, flat, row-major; not changed.
 * @param n - At least 1.
 * @param right - B, flat, row-major, with as many columns as fit its length; not changed.
 * @throws ArgumentError when elimination meets a zero pivot (A is singular) or a number that is not finite;
 * ShapeError when a length does not fit.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», section 3.4.
 *
 * ```ts
 * import { solve } from "@erlangen/numerics";
 *
 * solve([2, 1, 1, 3], 2, [4, 7]); // => [1, 2]
 * ```
 */
export function solve(
  matrix: ArrayLike<number>,
  n: number,
  right: ArrayLike<number>,
): Float64Array {
  const { packed, permutation } = lu(matrix, n);
  const columns = requireColumns("solve", right, n);
  const x = Array.from(permutation, (source) =>
    Float64Array.from({ length: columns }, (_, c) => right[source * columns + c]),
  );
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) subtract(x[i], x[j], packed[i * n + j]);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtract(x[i], x[j], packed[i * n + j]);
    const pivot = packed[i * n + i];
    if (pivot === 0) {
      throw new ArgumentError(
        `solve: expected matrix to be invertible, got a zero pivot in column ${i}; see leastSquares`,
      );
    }
    for (let c = 0; c < columns; c++) x[i][c] /= pivot;
  }
  const flat = new Float64Array(n * columns);
  x.forEach((row, i) => flat.set(row, i * columns));
  return flat;
}

function subtract(row: Float64Array, other: Float64Array, factor: number): void {
  for (let c = 0; c < row.length; c++) row[c] -= factor * other[c];
}

/** How many columns a flat `right` of `rows` rows has. */
export function requireColumns(where: string, right: ArrayLike<number>, rows: number): number {
  const columns = right?.length / rows;
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new ShapeError(
      `${where}: expected right of shape [${rows}, columns], flat with a multiple of ${rows} numbers, got ${right?.length}`,
    );
  }
  requireArray(where, "right", right, { axes: "[rows, columns]", shape: [rows, columns] });
  return columns;
}

/**
 * The inverse of an invertible matrix.
 *
 * @param matrix - Flat, row-major [n, n]; not changed.
 * @param n - At least 1.
 * @throws As `solve`, which is quicker and more accurate where A⁻¹ B is wanted.
 *
 * ```ts
 * import { inverse } from "@erlangen/numerics";
 *
 * inverse([2, 0, 0, 4], 2); // => [0.5, 0, 0, 0.25]
 * ```
 */
export function inverse(matrix: ArrayLike<number>, n: number): Float64Array {
  requireInteger("inverse", "n", n, { least: 1, most: 2 ** 15 });
  return solve(matrix, n, identity(n));
}

/** The identity, row-major [n, n]. */
export function identity(n: number): Float64Array {
  const one = new Float64Array(n * n);
  for (let i = 0; i < n; i++) one[i * n + i] = 1;
  return one;
}
