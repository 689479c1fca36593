import { flip, multiply } from "./matmul.ts";
import { requireMatrix } from "./require-matrix.ts";
import { requireColumns } from "./solve.ts";
import { svd } from "./svd.ts";

/** What `leastSquares` finds. */
export interface LeastSquares {
  /** X, row-major [columns, rightColumns]. */
  readonly solution: Float64Array;
  /** How many singular values of A count. */
  readonly rank: number;
}

/**
 * The X of least Frobenius norm among those that minimise |A X - B|.
 *
 * Shapes: matrix [rows, columns], right [rows, right_columns] → solution [columns, right_columns]. Cost as `svd`.
 *
 * Numerics: singular values below max(rows, columns) 2^-52 times the largest count as 0.
 *
 * @param matrix - A, flat, row-major; not changed.
 * @param rows - At least 1.
 * @param columns - At least 1.
 * @param right - B, flat, row-major, with as many columns as fit its length; not changed.
 * @throws ShapeError when a length does not fit; ArgumentError for numbers that are not finite.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», section 5.5.
 *
 * ```ts
 * import { leastSquares } from "@erlangen/numerics";
 *
 * const { solution, rank } = leastSquares([1, 0, 1, 1, 1, 2], 3, 2, [1, 3, 5]);
 * rank; // => 2
 * solution; // => [1.000000000000, 2.000000000000]
 * ```
 */
export function leastSquares(
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
  right: ArrayLike<number>,
): LeastSquares {
  requireMatrix("leastSquares", matrix, rows, columns);
  const rightColumns = requireColumns("leastSquares", right, rows);
  const { u, values, v } = svd(matrix, rows, columns);
  const k = values.length;
  const smallest = Math.max(rows, columns) * Number.EPSILON * values[0];
  const rank = values.filter((value) => value > smallest).length;
  const components = multiply(flip(u, rows, k), Float64Array.from(right), {
    rows: k,
    inner: rows,
    columns: rightColumns,
  });
  for (let i = 0; i < k; i++) {
    for (let c = i * rightColumns; c < (i + 1) * rightColumns; c++) {
      components[c] = i < rank ? components[c] / values[i] : 0;
    }
  }
  const solution = multiply(v, components, { rows: columns, inner: k, columns: rightColumns });
  return { solution, rank };
}
