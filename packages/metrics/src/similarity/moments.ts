import { addCrossProduct } from "@erlangen/numerics";
import type { NamedFeatures, PreparationOptions } from "./features.ts";
import type { Preparation } from "./prepared.ts";
import { copyRows, preparation } from "./prepared.ts";

/** Second moments of two features of the same inputs. */
export interface PairMoments {
  /** Features of φ, k. */
  readonly columnsOfPhi: number;
  /** Features of ψ, l. */
  readonly columnsOfPsi: number;
  /** Σ_φ = E φ φᵀ, [k, k]. */
  readonly phi: Float64Array;
  /** Σ_ψ = E ψ ψᵀ, [l, l]. */
  readonly psi: Float64Array;
  /** Σ_φψ = E φ ψᵀ, [k, l]. */
  readonly cross: Float64Array;
}

/** Rows that are prepared at once: small enough to stay near, large enough for products at full speed. */
const rowsAtOnce = 1536;

/** Features with their preparation and own second moments. */
export interface Covariance {
  readonly named: NamedFeatures;
  readonly preparation: Preparation;
  /** [columns, columns] */
  readonly matrix: Float64Array;
}

/** The second moments of one prepared array, Σ = ΦᵀΦ/n. */
export function covariance(
  where: string,
  named: NamedFeatures,
  options: PreparationOptions,
): Covariance {
  const prepared = preparation(where, named, options);
  const { rows, columns } = named.features;
  const matrix = new Float64Array(columns * columns);
  for (const { from, to } of slices(rows)) {
    const block = new Float64Array((to - from) * columns);
    copyRows(block, named.features, { ...prepared, from, to });
    const shape = { rows: to - from, columnsOfX: columns, columnsOfY: columns };
    addCrossProduct(matrix, block, block, shape);
  }
  for (let i = 0; i < matrix.length; i++) matrix[i] /= rows;
  return { named, preparation: prepared, matrix };
}

/** Σ_φψ = ΦᵀΨ/n of two prepared arrays. */
export function crossCovariance(phi: Covariance, psi: Covariance): Float64Array {
  const [x, y] = [phi.named.features, psi.named.features];
  const cross = new Float64Array(x.columns * y.columns);
  for (const { from, to } of slices(x.rows)) {
    const left = new Float64Array((to - from) * x.columns);
    copyRows(left, x, { ...phi.preparation, from, to });
    const right = new Float64Array((to - from) * y.columns);
    copyRows(right, y, { ...psi.preparation, from, to });
    const shape = { rows: to - from, columnsOfX: x.columns, columnsOfY: y.columns };
    addCrossProduct(cross, left, right, shape);
  }
  for (let i = 0; i < cross.length; i++) cross[i] /= x.rows;
  return cross;
}

function slices(rows: number): readonly { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(rows / rowsAtOnce) }, (_, i) => ({
    from: i * rowsAtOnce,
    to: Math.min(rows, (i + 1) * rowsAtOnce),
  }));
}

/** Σ of the diagonal of a flat [n, n]. */
export function trace(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
}
