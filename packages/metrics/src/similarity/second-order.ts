import type { SymmetricEigen, TridiagonalForm } from "@erlangen/numerics";
import { eigh, tridiagonalForm } from "@erlangen/numerics";

/** A symmetric matrix whose eigenvalues that are not zero are those of Σ: Σ itself, or the Gram matrix of the inputs. */
export interface SecondOrder {
  readonly size: number;
  /** [size, size] */
  readonly matrix: Float64Array;
  form(): TridiagonalForm;
  /** Descending. */
  eigenvalues(): Float64Array;
  /** Several times as dear as `form`. */
  eigen(): SymmetricEigen;
}

/** Decomposes when it is needed, once. */
export function secondOrder(matrix: Float64Array, size: number): SecondOrder {
  let form: TridiagonalForm | undefined;
  let values: Float64Array | undefined;
  let eigen: SymmetricEigen | undefined;
  const reduce = (): TridiagonalForm => (form ??= tridiagonalForm(matrix, size));
  return {
    size,
    matrix,
    form: reduce,
    eigenvalues: () => (values ??= reduce().eigenvalues().toReversed()),
    eigen: () => (eigen ??= eigh(matrix, size)),
  };
}

/** Eigenvalues of a matrix of this size below this are rounding. */
export function rankTolerance({ size }: SecondOrder, largest: number): number {
  return Number.EPSILON * size * Math.max(0, largest);
}
