import { ArgumentError } from "@erlangen/numerics";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import type { Spec } from "../tensor.ts";

/** The lines of an array along one axis: element `i` of a line lies at its start + i `stride`. */
export interface Lines {
  /** Number of elements of a line. */
  readonly length: number;
  /** Distance of neighbours. */
  readonly stride: number;
  /** Position of the first element of each line, in row-major order of the other axes. */
  readonly starts: Int32Array;
}

/** How to walk `shape` along `axis`. */
export function linesAlong(shape: Shape, axis: number): Lines {
  const length = shape[axis];
  const stride = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const starts = new Int32Array(outer * stride);
  for (let o = 0, line = 0; o < outer; o++) {
    for (let s = 0; s < stride; s++) starts[line++] = o * length * stride + s;
  }
  return { length, stride, starts };
}

/** Throws unless `axis` is an axis of `x`, counted from the front. */
export function requireAxis(name: string, x: Spec, axis: number): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= x.shape.length) {
    throw new ArgumentError(
      `${name}: expected axis in [0, ${x.shape.length}) of ${formatShape(x.shape)}, got ${axis}`,
    );
  }
}
