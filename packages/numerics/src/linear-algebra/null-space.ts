import { ArgumentError } from "../errors.ts";
import { show } from "../require.ts";
import { columnsOfQ, householderQr } from "./householder-qr.ts";
import { flip } from "./matmul.ts";
import { requireMatrix } from "./require-matrix.ts";
import { scaleToOne } from "./scale-to-one.ts";

/** How `nullSpace` decides. */
export interface NullSpaceOptions {
  /** A direction is null when A shrinks it below this, relative to the longest row of A; in [0, 1), default 1e-10. */
  readonly tolerance?: number;
}

/** What `nullSpace` finds. */
export interface NullSpace {
  /** The dimension of the null space, columns - rank. */
  readonly dim: number;
  /** Orthonormal rows that A takes to 0, row-major [dim, columns]. */
  readonly basis: Float64Array;
}

/**
 * An orthonormal basis of the null space {x : A x = 0}, by QR of Aᵀ with column pivoting.
 *
 * Shapes: matrix [rows, columns] → basis [dim, columns]. Cost O(rows columns min(rows, columns)).
 *
 * Numerics: the rank is the number of |R_jj| > tolerance |R_00|. These diagonals follow the singular values within a
 * small factor for matrices from practice (a factor 2^columns in contrived ones), so a clear gap in the singular
 * values is found; use `svd` where there is none.
 *
 * @param matrix - Flat, row-major; not changed.
 * @param rows - At least 1.
 * @param columns - At least 1.
 * @throws ShapeError when the length is not rows × columns; ArgumentError for numbers that are not finite, or a
 * tolerance outside [0, 1).
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», section 5.4.2.
 *
 * ```ts
 * import { nullSpace } from "@erlangen/numerics";
 *
 * const { dim, basis } = nullSpace([1, 1, 1, 1, -1, 0], 2, 3);
 * dim; // => 1
 * Math.abs(basis[2] / basis[0]); // => 2.000000000000
 * ```
 */
export function nullSpace(
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
  { tolerance = 1e-10 }: NullSpaceOptions = {},
): NullSpace {
  requireMatrix("nullSpace", matrix, rows, columns);
  if (!(tolerance >= 0 && tolerance < 1)) {
    throw new ArgumentError(`nullSpace: expected tolerance in [0, 1), got ${show(tolerance)}`);
  }
  const factors = householderQr(flip(scaleToOne(matrix).scaled, rows, columns), columns, rows, {
    pivoting: true,
  });
  const diagonal = Array.from(factors.reflections, (_, j) => Math.abs(factors.r[j * rows + j]));
  const rank = diagonal.filter((size) => size > tolerance * diagonal[0]).length;
  const dim = columns - rank;
  return { dim, basis: flip(columnsOfQ(factors, rank, columns), columns, dim) };
}
