import type { Shape } from "@erlangen/tensor";
import type { KernelOperand } from "../kernels.ts";
import type { MatrixLayout } from "./blocked-product.ts";

/** A leading axis of a batched product: its length, and the distances of neighbouring matrices of a and b. */
interface BatchAxis {
  readonly length: number;
  readonly a: number;
  readonly b: number;
}

/** Sizes and distances of [...batch, m, k] x [...batch, k, n], in elements. */
export interface MatmulLayout {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly a: MatrixLayout;
  readonly b: MatrixLayout;
  /** Innermost first. */
  readonly batch: readonly BatchAxis[];
}

/** Whether {@link matmulLayout} describes an operand with these distances: nothing is flipped. */
export function takesMatrixStrides(strides: readonly number[]): boolean {
  return strides.every((stride) => stride >= 0);
}

/**
 * Derives the layout. Where all matrices of the batch meet one matrix b, as in a layer on many rows, they become one
 * matrix.
 */
export function matmulLayout(a: KernelOperand, b: KernelOperand): MatmulLayout {
  const rank = a.shape.length;
  const [left, right] = [a, b].map(({ shape, strides }) => strides ?? rowMajor(shape));
  let m = a.shape[rank - 2];
  const row = left[rank - 2];
  const axes: BatchAxis[] = [];
  for (let axis = rank - 3; axis >= 0; axis--) {
    const length = a.shape[axis];
    if (length === 1) continue;
    const isMerged = axes.length === 0 && right[axis] === 0 && left[axis] === m * row;
    if (isMerged) m *= length;
    else axes.push({ length, a: left[axis], b: right[axis] });
  }
  return {
    m,
    n: b.shape[rank - 1],
    k: a.shape[rank - 1],
    a: { row, column: left[rank - 1] },
    b: { row: right[rank - 2], column: right[rank - 1] },
    batch: axes,
  };
}

function rowMajor(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1] * shape[axis + 1];
  }
  return strides;
}
