import { svd } from "@erlangen/numerics";
import type { Prepared } from "./prepared.ts";

/**
 * The thin singular value decomposition of Φ/√n = V diag(s) Pᵀ for features Φ [n, k], without what is rounding.
 *
 * The columns of V span the functions of the inputs that are linear in the features.
 */
export interface SampleBasis {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly rank: number;
  /** s², the eigenvalues of ΦᵀΦ/n that are not zero, descending [rank]. */
  readonly spectrum: Float64Array;
  /** V, row-major [rows, rank]. */
  readonly basis: Float64Array;
  /** P, row-major [columns, rank]. */
  readonly loadings: Float64Array;
}

/** Decomposes features; singular values below ε max(n, k) s₁ count as zero. */
export function sampleBasis({ name, rows, columns, values }: Prepared): SampleBasis {
  const { u, values: all, v } = svd(values, rows, columns);
  const least = Number.EPSILON * Math.max(rows, columns) * all[0];
  const rank = all.findLastIndex((value) => value > least) + 1;
  return {
    name,
    rows,
    columns,
    rank,
    spectrum: all.slice(0, rank).map((value) => (value * value) / rows),
    basis: firstColumns(u, rows, rank),
    loadings: firstColumns(v, columns, rank),
  };
}

function firstColumns(matrix: Float64Array, rows: number, count: number): Float64Array {
  const all = matrix.length / rows;
  if (all === count) return matrix;
  const first = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++) first.set(matrix.subarray(i * all, i * all + count), i * count);
  return first;
}
