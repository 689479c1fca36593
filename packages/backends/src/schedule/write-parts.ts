import { sizeOf, type PadAttributes, type Shape } from "@erlangen/tensor";
import type { Formula } from "./expression.ts";
import type { View } from "./schedule.ts";
import type { ScheduleBuilder } from "./schedule-builder.ts";
import { sliceView } from "./views.ts";

/** A formula with its shape. */
export interface Part {
  readonly formula: Formula;
  readonly shape: Shape;
}

/** Writes parts one behind the other along an axis, each straight to its place. */
export function writeConcatenation(
  builder: ScheduleBuilder,
  parts: readonly Part[],
  axis: number,
  target: View,
): void {
  let offset = 0;
  for (const { formula, shape } of parts) {
    const start = shape.map((_, other) => (other === axis ? offset : 0));
    builder.write(formula, sliceView(target, { start, step: shape.map(() => 1), shape }));
    offset += shape[axis];
  }
}

/**
 * Writes a part with a value around and between its elements.
 *
 * Padding before and after one axis is written as two slabs; with more of it the whole target is filled first.
 */
export function writePadding(
  builder: ScheduleBuilder,
  { formula, shape }: Part,
  { low, high, interior, value }: PadAttributes,
  target: View,
): void {
  const filling: Formula = { kind: "scalar", value, dtype: target.dtype };
  const padded = shape.flatMap((_, axis) => (low[axis] > 0 || high[axis] > 0 ? [axis] : []));
  const step = interior.map((count) => count + 1);
  const ones = shape.map(() => 1);
  if (padded.length === 1 && interior.every((count) => count === 0)) {
    const [axis] = padded;
    const slab = (begin: number, length: number): void => {
      const start = shape.map((_, other) => (other === axis ? begin : 0));
      const lengths = shape.map((own, other) => (other === axis ? length : own));
      if (length > 0) {
        builder.write(filling, sliceView(target, { start, step: ones, shape: lengths }));
      }
    };
    slab(0, low[axis]);
    slab(low[axis] + shape[axis], high[axis]);
  } else {
    builder.write(filling, target);
  }
  if (sizeOf(shape) > 0) builder.write(formula, sliceView(target, { start: low, step, shape }));
}
