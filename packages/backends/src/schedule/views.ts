import { sizeOf, type Shape } from "@erlangen/tensor";
import type { View } from "./schedule.ts";

/** Row-major strides, in elements. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** The whole of a buffer as a row-major tensor. */
export function wholeView(buffer: number, { dtype, shape }: Pick<View, "dtype" | "shape">): View {
  return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
}

/** Whether the elements lie one behind the other in row-major order, from `offset` on. */
export function isContiguous({ shape, strides }: Pick<View, "shape" | "strides">): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] === 0) return true;
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** Axis `i` of the result is axis `permutation[i]`. */
export function transposeView(view: View, permutation: readonly number[]): View {
  return {
    ...view,
    shape: permutation.map((axis) => view.shape[axis]),
    strides: permutation.map((axis) => view.strides[axis]),
  };
}

/** Repeats along new leading axes and axes of length 1. */
export function broadcastView(view: View, shape: Shape): View {
  const shift = shape.length - view.shape.length;
  return {
    ...view,
    shape,
    strides: shape.map((length, axis) =>
      axis < shift || view.shape[axis - shift] !== length ? 0 : view.strides[axis - shift],
    ),
  };
}

/** The elements start + step i of each axis; `shape` holds their numbers. */
export function sliceView(
  view: View,
  box: {
    readonly start: readonly number[];
    readonly step: readonly number[];
    readonly shape: Shape;
  },
): View {
  return {
    ...view,
    shape: box.shape,
    offset: view.strides.reduce((sum, stride, axis) => sum + stride * box.start[axis], view.offset),
    strides: view.strides.map((stride, axis) => stride * box.step[axis]),
  };
}

/** Reverses some axes. */
export function flipView(view: View, axes: readonly number[]): View {
  const reversed = new Set(axes);
  return {
    ...view,
    offset: axes.reduce(
      (sum, axis) => sum + view.strides[axis] * Math.max(0, view.shape[axis] - 1),
      view.offset,
    ),
    strides: view.strides.map((stride, axis) => (reversed.has(axis) ? -stride : stride)),
  };
}

/**
 * The same elements in row-major order under another shape; `undefined` when no strides say that.
 *
 * Runs of axes of equal size are matched from the left; within a run the old axes must follow each other without
 * gaps.
 */
export function reshapeView(view: View, shape: Shape): View | undefined {
  if (sizeOf(shape) === 0) return { ...view, shape, strides: rowMajorStrides(shape) };
  const old = view.shape.flatMap((length, axis) =>
    length === 1 ? [] : [{ length, stride: view.strides[axis] }],
  );
  const strides = new Array<number>(shape.length).fill(0);
  let from = 0;
  let to = 0;
  while (from < old.length) {
    const first = to;
    let oldSize = old[from].length;
    let newSize = 1;
    while (newSize < oldSize || newSize === 1) newSize *= shape[to++];
    let last = from;
    while (oldSize !== newSize) {
      if (oldSize < newSize) {
        last++;
        if (old[last - 1].stride !== old[last].stride * old[last].length) return undefined;
        oldSize *= old[last].length;
      } else {
        newSize *= shape[to++];
      }
    }
    let stride = old[last].stride;
    for (let axis = to - 1; axis >= first; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    from = last + 1;
  }
  return { ...view, shape, strides };
}

/** A text that two views share exactly when they are the same elements in the same order. */
export function viewKey({ buffer, offset, shape, strides }: View): string {
  return `${buffer}+${offset}[${shape.join()}](${strides.map((s, i) => (shape[i] === 1 ? 0 : s)).join()})`;
}

/** Axes on which several arrays are walked together, with the stride of each. */
export interface CommonAxes {
  readonly shape: Shape;
  /** For each array, one stride for each axis of {@link shape}. */
  readonly strides: readonly (readonly number[])[];
}

/**
 * The fewest axes on which arrays of one shape can be walked together in the same order: lengths of 1 are dropped,
 * neighbours that are one run in every array become one axis.
 */
export function mergeAxes(
  shape: Shape,
  strides: readonly (readonly number[])[],
  /** Axes of different classes stay apart. Default: all the same. */
  classOf: (axis: number) => unknown = () => undefined,
): CommonAxes & { readonly classes: readonly unknown[] } {
  const merged: { length: number; strides: number[]; class: unknown }[] = [];
  shape.forEach((length, axis) => {
    if (length === 1) return;
    const own = strides.map((each) => each[axis]);
    const last = merged.at(-1);
    if (
      last !== undefined &&
      last.class === classOf(axis) &&
      last.strides.every((stride, i) => stride === own[i] * length)
    ) {
      last.length *= length;
      last.strides = own;
    } else {
      merged.push({ length, strides: own, class: classOf(axis) });
    }
  });
  return {
    shape: merged.map(({ length }) => length),
    strides: strides.map((_, i) => merged.map((axis) => axis.strides[i])),
    classes: merged.map((axis) => axis.class),
  };
}
