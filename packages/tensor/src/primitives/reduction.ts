import { ArgumentError } from "@erlangen/numerics";
import type { Cost } from "../primitive.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import type { Spec } from "../tensor.ts";

/** Which axes a reduction removes. */
export interface ReductionAttributes {
  /** Ascending, distinct, in [0, rank). */
  readonly axes: readonly number[];
}

/** A run of elements of the input that are adjacent in memory. */
export interface Row {
  /** Position of the first element. */
  start: number;
  /** Position in the output to which the first element belongs. */
  target: number;
}

/**
 * Visits an array row by row, in order.
 *
 * Neighbouring axes that are all reduced or all kept are treated as one; the last such group is the row.
 *
 * @param visit - Receives the same object each time. `length` elements lie at `row.start`; when `kept`, they belong to
 *   `length` successive places of the output from `row.target`, else all to that one.
 */
export function visitRows(
  shape: Shape,
  axes: readonly number[],
  visit: (row: Row, length: number, kept: boolean) => void,
): void {
  const reduced = new Set(axes);
  const groups: { length: number; kept: boolean }[] = [];
  shape.forEach((length, axis) => {
    const kept = !reduced.has(axis);
    const last = groups[groups.length - 1];
    if (last?.kept === kept) last.length *= length;
    else groups.push({ length, kept });
  });
  const inner = groups.pop() ?? { length: 1, kept: true };
  const targets = new Array<number>(groups.length).fill(0);
  let stride = inner.kept ? inner.length : 1;
  for (let g = groups.length - 1; g >= 0; g--) {
    if (!groups[g].kept) continue;
    targets[g] = stride;
    stride *= groups[g].length;
  }
  const row = { start: 0, target: 0 };
  const descend = (g: number, target: number): void => {
    if (g === groups.length) {
      row.target = target;
      visit(row, inner.length, inner.kept);
      row.start += inner.length;
      return;
    }
    for (let i = 0; i < groups[g].length; i++) descend(g + 1, target + i * targets[g]);
  };
  descend(0, 0);
}

/** Throws unless `axes` are ascending axes of `x`. */
export function requireAxes(name: string, x: Spec, axes: readonly number[]): void {
  const fits = axes.every(
    (axis, i) =>
      Number.isInteger(axis) && axis > (i === 0 ? -1 : axes[i - 1]) && axis < x.shape.length,
  );
  if (!fits) {
    throw new ArgumentError(
      `${name}: expected ascending axes of ${formatShape(x.shape)}, got [${axes.join(", ")}]`,
    );
  }
}

/** One operation for each element read. */
export function reductionCost([x]: readonly Spec[], _: unknown, output: Spec): Cost {
  const size = sizeOf(x.shape);
  return { flops: size, elements: size + sizeOf(output.shape) };
}
