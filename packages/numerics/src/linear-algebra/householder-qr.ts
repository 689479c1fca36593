import { makeReflector, reflectRows } from "./reflector.ts";

/** A P = Q R in the form in which it is computed; k = min(rows, columns). */
export interface HouseholderFactors {
  readonly rows: number;
  readonly columns: number;
  /** Upper triangular, row-major [k, columns]; its columns are those of A in the order of `pivots`. */
  readonly r: Float64Array;
  /** The reflections whose product, in this order, is Q; the j-th acts on the rows from j on. */
  readonly reflections: readonly { readonly v: Float64Array; readonly tau: number }[];
  /** Column j of A P is column pivots[j] of A. */
  readonly pivots: Int32Array;
}

/**
 * Householder QR. With `pivoting`, each step takes the longest column that is left, so that |R_jj| falls.
 *
 * Numerics: the lengths of the columns are computed afresh in each step; down-dating them is quicker but cancels.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», algorithms 5.2.1 and 5.4.1.
 */
export function householderQr(
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
  { pivoting }: { readonly pivoting: boolean },
): HouseholderFactors {
  const k = Math.min(rows, columns);
  const work = Float64Array.from(matrix);
  const pivots = Int32Array.from({ length: columns }, (_, j) => j);
  const reflections: { v: Float64Array; tau: number }[] = [];
  for (let j = 0; j < k; j++) {
    if (pivoting) swapColumns(work, columns, pivots, [j, longestColumn(work, rows, columns, j)]);
    const v = Float64Array.from({ length: rows - j }, (_, i) => work[(j + i) * columns + j]);
    const { alpha, tau } = makeReflector(v);
    reflectRows(work, { columns, row: j, column: j + 1 }, v, tau);
    work[j * columns + j] = alpha;
    for (let i = j + 1; i < rows; i++) work[i * columns + j] = 0;
    reflections.push({ v, tau });
  }
  return { rows, columns, r: work.slice(0, k * columns), reflections, pivots };
}

/** The columns [from, to) of Q, row-major [rows, to - from]. */
export function columnsOfQ(
  { rows, reflections }: HouseholderFactors,
  from: number,
  to: number,
): Float64Array {
  const width = to - from;
  const q = new Float64Array(rows * width);
  for (let j = from; j < to; j++) q[j * width + j - from] = 1;
  for (let j = reflections.length - 1; j >= 0; j--) {
    const { v, tau } = reflections[j];
    // Column c is still a unit vector above row j when c < j.
    reflectRows(q, { columns: width, row: j, column: Math.max(0, j - from) }, v, tau);
  }
  return q;
}

function longestColumn(work: Float64Array, rows: number, columns: number, from: number): number {
  const squares = new Float64Array(columns);
  for (let i = from; i < rows; i++) {
    for (let j = from; j < columns; j++) squares[j] += work[i * columns + j] ** 2;
  }
  let longest = from;
  for (let j = from + 1; j < columns; j++) if (squares[j] > squares[longest]) longest = j;
  return longest;
}

function swapColumns(
  work: Float64Array,
  columns: number,
  pivots: Int32Array,
  [a, b]: readonly [number, number],
): void {
  if (a === b) return;
  for (let offset = 0; offset < work.length; offset += columns) {
    const moved = work[offset + a];
    work[offset + a] = work[offset + b];
    work[offset + b] = moved;
  }
  const moved = pivots[a];
  pivots[a] = pivots[b];
  pivots[b] = moved;
}
