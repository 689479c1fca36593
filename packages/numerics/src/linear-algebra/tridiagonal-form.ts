import { requireArray, requireInteger } from "../require.ts";
import { requireSymmetric } from "./require-matrix.ts";
import { scaleToOne } from "./scale-to-one.ts";
import { tridiagonalQl } from "./tridiagonal-ql.ts";
import { rotateToTridiagonal, tridiagonalize } from "./tridiagonalize.ts";

/** A = Q T Qᵀ with an orthogonal Q and a symmetric tridiagonal T. */
export interface TridiagonalForm {
  readonly n: number;
  /** Of T, [n]. */
  readonly diagonal: Float64Array;
  /** Of T, [n]; entry i couples i and i + 1, the last is 0. */
  readonly offDiagonal: Float64Array;
  /** The eigenvalues of A and of T, ascending; cost O(n²). */
  eigenvalues(): Float64Array;
  /** Qᵀ M for a flat row-major M [n, columns]; cost 2 n² columns. */
  rotate(matrix: ArrayLike<number>, columns: number): Float64Array;
}

/**
 * Reduces a symmetric matrix to tridiagonal form, which is enough for eigenvalues, and for functions of the form
 * tr(f(A) B g(C) D): a tenth of the cost of eigenvectors.
 *
 * Shapes: matrix [n, n]. Cost 4/3 n³.
 *
 * @param matrix - Flat, row-major; not changed. Mirrored entries may differ by 1e-8 of the largest entry; their mean
 * is used.
 * @param n - At least 1.
 * @throws ArgumentError when A is not symmetric or not finite; ShapeError when the length is not n².
 *
 * Source: Dongarra, Sorensen, Hammarling (1989), «Block reduction of matrices to condensed forms for eigenvalue
 * computations».
 *
 * ```ts
 * import { tridiagonalForm } from "@erlangen/numerics";
 *
 * tridiagonalForm([2, 1, 1, 2], 2).eigenvalues(); // => [1.000000000000, 3.000000000000]
 * ```
 */
export function tridiagonalForm(matrix: ArrayLike<number>, n: number): TridiagonalForm {
  const { scaled, scale } = scaleToOne(requireSymmetric("tridiagonalForm", matrix, n));
  const reduced = tridiagonalize(scaled, n);
  const diagonal = reduced.diagonal.map((entry) => entry * scale);
  const offDiagonal = reduced.offDiagonal.map((entry) => entry * scale);
  return {
    n,
    diagonal,
    offDiagonal,
    eigenvalues: () => {
      const values = reduced.diagonal.slice();
      tridiagonalQl(values, reduced.offDiagonal.slice(), new Float64Array());
      return values.toSorted().map((value) => value * scale);
    },
    rotate: (right, columns) => {
      requireInteger("rotate", "columns", columns, { least: 1 });
      requireArray("rotate", "matrix", right, { axes: "[n, columns]", shape: [n, columns] });
      const rotated = Float64Array.from(right);
      rotateToTridiagonal(rotated, columns, reduced.reflectors);
      return rotated;
    },
  };
}
