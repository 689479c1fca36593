import { ShapeError } from "@erlangen/numerics";
import {
  concatenate,
  formatShape,
  reshape,
  slice,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";

/** A run of columns of a feature vector. */
export interface Columns {
  readonly offset: number;
  readonly length: number;
}

/** The axes before the last one, after a check that the last one has the length of the representation. */
export function leadingShape(caller: string, name: string, x: Tensor, dim: number): Shape {
  if (x.rank === 0 || x.shape[x.rank - 1] !== dim) {
    throw new ShapeError(
      `${caller}: expected ${name} of shape [..., ${dim}], got ${formatShape(x.shape)}`,
    );
  }
  return x.shape.slice(0, -1);
}

/** A feature tensor `[..., dim]` as a matrix `[rows, dim]`. */
export function asRows(caller: string, name: string, x: Tensor, dim: number): Tensor {
  const leading = leadingShape(caller, name, x, dim);
  return leading.length === 1 ? x : reshape(x, [leading.reduce((a, b) => a * b, 1), dim]);
}

/** Columns of a matrix side by side, in as few pieces as possible. */
export function takeColumns(x: Tensor, columns: readonly Columns[]): Tensor {
  const runs: { offset: number; length: number }[] = [];
  for (const { offset, length } of columns) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.offset + last.length === offset) last.length += length;
    else if (length > 0) runs.push({ offset, length });
  }
  const pieces = runs.map(({ offset, length }) => slice(x, ["...", [offset, offset + length]]));
  return joinColumns(pieces, x);
}

/** Matrices side by side; an empty matrix with the rows of `like` when there are none. */
export function joinColumns(pieces: readonly Tensor[], like: Tensor): Tensor {
  if (pieces.length === 1) return pieces[0];
  return pieces.length === 0 ? slice(like, ["...", [0, 0]]) : concatenate(pieces, -1);
}
