import { addProduct } from "./products/add-product.ts";

/**
 * The product of Householder reflections H_0 H_1 ... H_{count-1} = I - V T Vᵀ, with T upper triangular, acting on rows
 * from `row` on.
 *
 * Source: Schreiber, Van Loan (1989), «A storage-efficient WY representation for products of Householder
 * transformations».
 */
export interface BlockReflector {
  readonly row: number;
  readonly rows: number;
  readonly count: number;
  /** The vectors of the reflections as columns, [rows, count]. */
  readonly v: Float64Array;
  /** [count, count] */
  readonly t: Float64Array;
}

/** Gathers reflections I - tau_j v_j v_jᵀ, whose vectors are the columns of `v` [rows, count]. */
export function blockReflector(
  row: number,
  v: Float64Array,
  taus: readonly number[],
): BlockReflector {
  const count = taus.length;
  const rows = v.length / count;
  const overlaps = new Float64Array(count * count);
  addProduct(
    { values: overlaps, offset: 0, stride: count },
    { values: v, offset: 0, rowStride: 1, columnStride: count },
    { values: v, offset: 0, rowStride: count, columnStride: 1 },
    { rows: count, inner: rows, columns: count },
  );
  const t = new Float64Array(count * count);
  taus.forEach((tau, j) => {
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let p = i; p < j; p++) sum += t[i * count + p] * overlaps[p * count + j];
      t[i * count + j] = -tau * sum;
    }
    t[j * count + j] = tau;
  });
  return { row, rows, count, v, t };
}

/** A ← (I - V T Vᵀ) A for a flat row-major A, or with Tᵀ when `transposed`. */
export function reflectBlock(
  matrix: Float64Array,
  columns: number,
  { row, rows, count, v, t }: BlockReflector,
  transposed: boolean,
): void {
  const projection = new Float64Array(count * columns);
  const part = { values: matrix, offset: row * columns };
  addProduct(
    { values: projection, offset: 0, stride: columns },
    { values: v, offset: 0, rowStride: 1, columnStride: count },
    { ...part, rowStride: columns, columnStride: 1 },
    { rows: count, inner: rows, columns },
  );
  const factor = new Float64Array(count * columns);
  const strides = transposed
    ? { rowStride: 1, columnStride: count }
    : { rowStride: count, columnStride: 1 };
  addProduct(
    { values: factor, offset: 0, stride: columns },
    { values: t.map((entry) => -entry), offset: 0, ...strides },
    { values: projection, offset: 0, rowStride: columns, columnStride: 1 },
    { rows: count, inner: count, columns },
  );
  addProduct(
    { ...part, stride: columns },
    { values: v, offset: 0, rowStride: count, columnStride: 1 },
    { values: factor, offset: 0, rowStride: columns, columnStride: 1 },
    { rows, inner: count, columns },
  );
}
