import type { Storage } from "./dtype.ts";
import { stridesOf, type Shape } from "./shape.ts";

/** Elements of host memory that are reached by one stride for each axis, in elements; 0 repeats, negative goes back. */
export interface StridedView {
  readonly data: Storage;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** The whole of a row-major array as a view. */
export function rowMajorView(data: Storage, shape: Shape): StridedView {
  return { data, offset: 0, strides: stridesOf(shape) };
}

/** Side of the square tiles in which planes without a common contiguous axis are copied, so that both stay in cache. */
const tile = 32;

/** From this length on, the engine's block copy beats a loop. */
const blockCopyLength = 24;

/**
 * Copies an array of this shape from one view to another.
 *
 * Axes that both views traverse contiguously are merged first, so that most copies end as a few block copies.
 * The views must not overlap.
 */
export function copyStrided(from: StridedView, to: StridedView, shape: Shape): void {
  const axes = mergedAxes(from.strides, to.strides, shape);
  if (axes === undefined) return;
  const rank = axes.length;
  if (rank === 0) {
    to.data[to.offset] = from.data[from.offset];
    return;
  }
  const inner = axes[rank - 1];
  const rows = rank > 1 ? axes[rank - 2] : { length: 1, from: 0, to: 0 };
  const recurse = (axis: number, source: number, target: number): void => {
    if (axis >= rank - 2) {
      copyPlane(from.data, to.data, { source, target, rows, inner });
      return;
    }
    const { length, from: fromStride, to: toStride } = axes[axis];
    for (let i = 0; i < length; i++)
      recurse(axis + 1, source + i * fromStride, target + i * toStride);
  };
  recurse(0, from.offset, to.offset);
}

interface Axis {
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** The axes left after dropping lengths of 1 and fusing neighbours; `undefined` when there is nothing to copy. */
function mergedAxes(
  from: readonly number[],
  to: readonly number[],
  shape: Shape,
): Axis[] | undefined {
  const merged: Axis[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis];
    if (length === 0) return undefined;
    if (length === 1) continue;
    const outer = merged.at(-1);
    if (
      outer !== undefined &&
      outer.from === from[axis] * length &&
      outer.to === to[axis] * length
    ) {
      merged[merged.length - 1] = { length: outer.length * length, from: from[axis], to: to[axis] };
    } else {
      merged.push({ length, from: from[axis], to: to[axis] });
    }
  }
  return merged;
}

interface Plane {
  readonly source: number;
  readonly target: number;
  readonly rows: Axis;
  readonly inner: Axis;
}

function copyPlane(x: Storage, y: Storage, { source, target, rows, inner }: Plane): void {
  const columns = inner.length;
  const xStep = inner.from;
  const yStep = inner.to;
  if (yStep === 1 && xStep === 1 && columns >= blockCopyLength) {
    for (let i = 0; i < rows.length; i++) {
      const start = source + i * rows.from;
      y.set(x.subarray(start, start + columns), target + i * rows.to);
    }
  } else if (yStep === 1 && xStep === 0) {
    for (let i = 0; i < rows.length; i++) {
      const start = target + i * rows.to;
      y.fill(x[source + i * rows.from], start, start + columns);
    }
  } else if (Math.abs(xStep) <= tile || rows.length === 1) {
    for (let i = 0; i < rows.length; i++) {
      let p = source + i * rows.from;
      let q = target + i * rows.to;
      for (let j = 0; j < columns; j++, p += xStep, q += yStep) y[q] = x[p];
    }
  } else {
    for (let top = 0; top < rows.length; top += tile) {
      const bottom = Math.min(top + tile, rows.length);
      for (let left = 0; left < columns; left += tile) {
        const right = Math.min(left + tile, columns);
        for (let i = top; i < bottom; i++) {
          let p = source + i * rows.from + left * xStep;
          let q = target + i * rows.to + left * yStep;
          for (let j = left; j < right; j++, p += xStep, q += yStep) y[q] = x[p];
        }
      }
    }
  }
}
