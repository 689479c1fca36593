import { ArgumentError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { slice as slicePrimitive, type SliceAttributes } from "../primitives/slice.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { flip } from "./flip.ts";
import { reshape } from "./reshape.ts";

/**
 * What {@link slice} takes of one axis, as in Python: a range, one index (the axis disappears), or `undefined` for all
 * of it; `"..."` stands for as many whole axes as are not named.
 */
export type SliceSelector =
  | number
  | readonly [start: number | undefined, stop?: number | undefined, step?: number]
  | "..."
  | undefined;

/**
 * Part of a tensor, by Python's rules: negative numbers count from the end, ranges are clipped to the axis.
 *
 * @param selectors - One for each leading axis; the axes after them are taken whole.
 * @throws ArgumentError when an index is out of range, a step is 0, or there are more selectors than axes.
 *
 * ```ts
 * import { slice, tensor } from "@erlangen/tensor";
 *
 * const x = tensor([[1, 2, 3], [4, 5, 6]]);
 * slice(x, [1]).toArray(); // => [4, 5, 6]
 * slice(x, ["...", [-2, undefined]]).toArray(); // => [[2, 3], [5, 6]]
 * slice(x, [undefined, [undefined, undefined, -2]]).toArray(); // => [[3, 1], [6, 4]]
 * ```
 */
export function slice(x: Tensor, selectors: readonly SliceSelector[]): Tensor {
  const ranges = spelledOut(selectors, x.rank).map((selector, axis) =>
    axisRange(selector, x.shape[axis], axis),
  );
  const part = sliceGeneral(x, {
    start: ranges.map(({ start }) => start),
    stop: ranges.map(({ stop }) => stop),
    step: ranges.map(({ step }) => step),
  });
  const backward = ranges.flatMap(({ reversed }, axis) => (reversed ? [axis] : []));
  const ordered = backward.length === 0 ? part : flip(part, backward);
  return reshape(
    ordered,
    part.shape.filter((_, axis) => !ranges[axis].removed),
  );
}

/**
 * A box with a step on each axis, all attributes explicit.
 *
 * @param attributes - `start`, `stop`, `step` for each axis: 0 <= start <= stop <= length, step >= 1.
 * @throws ArgumentError when they are not in these ranges.
 */
export function sliceGeneral(x: Tensor, attributes: SliceAttributes): Tensor {
  const { start, stop, step } = attributes;
  const whole =
    [start, stop, step].every(({ length }) => length === x.rank) &&
    x.shape.every((length, axis) => start[axis] === 0 && stop[axis] === length && step[axis] === 1);
  return whole ? x : apply(slicePrimitive, [x], { start, stop, step });
}

type AxisSelector = Exclude<SliceSelector, "...">;

/** One selector for each axis. */
function spelledOut(selectors: readonly SliceSelector[], rank: number): AxisSelector[] {
  const named = selectors.filter((selector) => selector !== "...");
  if (named.length > rank || selectors.length - named.length > 1) {
    throw new ArgumentError(
      `slice: expected at most ${rank} selectors and one "...", got ${selectors.length}`,
    );
  }
  const position = selectors.indexOf("...");
  const leading = position < 0 ? named.length : position;
  const whole = new Array<undefined>(rank - named.length).fill(undefined);
  return [...named.slice(0, leading), ...whole, ...named.slice(leading)];
}

interface AxisRange {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly reversed: boolean;
  readonly removed: boolean;
}

function axisRange(selector: AxisSelector, length: number, axis: number): AxisRange {
  if (typeof selector === "number") {
    const index = selector < 0 ? selector + length : selector;
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new ArgumentError(
        `slice: expected an index in [${-length}, ${length}) on axis ${axis}, got ${selector}`,
      );
    }
    return { start: index, stop: index + 1, step: 1, reversed: false, removed: true };
  }
  const [start, stop, step = 1] = selector ?? [undefined];
  for (const bound of [start ?? 0, stop ?? 0, step]) {
    if (!Number.isInteger(bound) || step === 0) {
      throw new ArgumentError(
        `slice: expected integer bounds and a step other than 0 on axis ${axis}, got ${formatShape([start ?? 0, stop ?? 0, step])}`,
      );
    }
  }
  // Bounds of a backward range lie one lower: the range ends before the first element.
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const clip = (bound: number): number =>
    Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  const first = start === undefined ? (step > 0 ? lowest : highest) : clip(start);
  const bound = stop === undefined ? (step > 0 ? highest : lowest) : clip(stop);
  const count = Math.max(0, Math.ceil((bound - first) / step));
  if (count === 0) return { start: 0, stop: 0, step: 1, reversed: false, removed: false };
  const last = first + (count - 1) * step;
  return {
    start: Math.min(first, last),
    stop: Math.max(first, last) + 1,
    step: Math.abs(step),
    reversed: step < 0 && count > 1,
    removed: false,
  };
}
