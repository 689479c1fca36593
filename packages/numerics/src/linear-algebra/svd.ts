import { eigh } from "./eigh.ts";
import { columnsOfQ, householderQr } from "./householder-qr.ts";
import type { HouseholderFactors } from "./householder-qr.ts";
import { orthogonalizeRows } from "./jacobi.ts";
import { flip, multiply } from "./matmul.ts";
import type { MatmulShape } from "./matmul.ts";
import { reflectRows } from "./reflector.ts";
import { requireMatrix } from "./require-matrix.ts";
import { scaleToOne } from "./scale-to-one.ts";

/** A thin singular value decomposition; k = min(rows, columns). */
export interface SingularValues {
  /** Orthonormal columns, row-major [rows, k]. */
  readonly u: Float64Array;
  /** Descending, ≥ 0, [k]. */
  readonly values: Float64Array;
  /** Orthonormal columns, row-major [columns, k]. */
  readonly v: Float64Array;
}

/**
 * A = U diag(values) Vᵀ: QR with column pivoting, the eigenvectors of R Rᵀ as a first guess, and one-sided Jacobi
 * rotations that bring the guess to full accuracy.
 *
 * Shapes: matrix [rows, columns] → u [rows, k], values [k], v [columns, k], k = min(rows, columns). Cost
 * O(rows columns k).
 *
 * Numerics: the errors of the values are a small multiple of 1e-16 times the largest one (squaring R costs nothing,
 * as only the guess depends on it); u and v stay orthonormal where values vanish.
 *
 * @param matrix - Flat, row-major; not changed.
 * @param rows - At least 1.
 * @param columns - At least 1.
 * @throws ShapeError when the length is not rows × columns; ArgumentError for numbers that are not finite.
 *
 * Source: Drmač, Veselić (2008), «New fast and accurate Jacobi SVD algorithm I», section 3; differs in: the
 * first guess, and the rotations are accumulated instead of solved for.
 *
 * ```ts
 * import { svd } from "@erlangen/numerics";
 *
 * svd([3, 0, 4, 5], 2, 2).values; // => [6.708203932, 2.236067977]
 * ```
 */
export function svd(matrix: ArrayLike<number>, rows: number, columns: number): SingularValues {
  requireMatrix("svd", matrix, rows, columns);
  if (rows >= columns) return tallSvd(matrix, rows, columns);
  const { u, values, v } = tallSvd(flip(matrix, rows, columns), columns, rows);
  return { u: v, values, v: u };
}

function tallSvd(matrix: ArrayLike<number>, rows: number, k: number): SingularValues {
  const { scaled, scale } = scaleToOne(matrix);
  const factors = householderQr(scaled, rows, k, { pivoting: true });
  const rotations = flip(
    eigh(multiply(factors.r, flip(factors.r, k, k), square(k)), k).vectors,
    k,
    k,
  );
  const rotated = multiply(rotations, factors.r, square(k));
  const lengths = orthogonalizeRows(rotated, rotations, k);

  const order = Array.from(lengths.keys()).toSorted((i, j) => lengths[j] - lengths[i]);
  // Below it `orthogonalizeRows` leaves rows alone.
  const negligible = 2 * Number.EPSILON * lengths[order[0]];
  const rank = lengths.filter((length) => length > negligible).length;
  return {
    u: leftVectors(factors, rotations, order),
    values: Float64Array.from(order, (i) => lengths[i] * scale),
    v: rightVectors(factors.pivots, rotated, lengths, order.slice(0, rank)),
  };
}

/** U = Q Jᵀ, where J R has orthogonal rows. */
function leftVectors(
  { rows, columns: k, reflections }: HouseholderFactors,
  rotations: Float64Array,
  order: readonly number[],
): Float64Array {
  const u = new Float64Array(rows * k);
  order.forEach((source, j) => {
    for (let i = 0; i < k; i++) u[i * k + j] = rotations[source * k + i];
  });
  for (let j = k - 1; j >= 0; j--) {
    reflectRows(u, { columns: k, row: j, column: 0 }, reflections[j].v, reflections[j].tau);
  }
  return u;
}

/** The orthogonal rows over their lengths, completed to a basis where these are negligible, with the pivoting undone. */
function rightVectors(
  pivots: Int32Array,
  rotated: Float64Array,
  lengths: Float64Array,
  order: readonly number[],
): Float64Array {
  const k = pivots.length;
  const columnsOfV = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    order.forEach((row, j) => {
      columnsOfV[i * k + j] = rotated[row * k + i] / lengths[row];
    });
  }
  const missing = k - order.length;
  if (missing > 0) {
    const factors = householderQr(columnsOfV, k, k, { pivoting: false });
    const complement = columnsOfQ(factors, order.length, k);
    for (let i = 0; i < k; i++) {
      columnsOfV.set(complement.subarray(i * missing, (i + 1) * missing), i * k + order.length);
    }
  }
  const v = new Float64Array(k * k);
  pivots.forEach((target, i) => v.set(columnsOfV.subarray(i * k, (i + 1) * k), target * k));
  return v;
}

function square(k: number): MatmulShape {
  return { rows: k, inner: k, columns: k };
}
