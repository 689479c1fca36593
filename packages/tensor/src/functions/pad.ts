import { ArgumentError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { pad as padPrimitive, type PadAttributes } from "../primitives/pad.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { concatenate } from "./concatenate.ts";
import { slice } from "./slice.ts";

/** How {@link pad} fills what it adds. */
export interface PadOptions {
  /** `constant`: with `value`; `circular`: with the other end of the axis, as on a torus. Default `constant`. */
  readonly mode?: "constant" | "circular";
  /** Default 0. */
  readonly value?: number;
}

/**
 * Adds elements before and after each axis.
 *
 * @param amounts - `[before, after]` for each axis, >= 0; with `circular` at most the length of the axis.
 * @throws ArgumentError when there are not as many amounts as axes, or one is out of range.
 *
 * ```ts
 * import { pad, tensor } from "@erlangen/tensor";
 *
 * pad(tensor([1, 2, 3]), [[1, 2]]).toArray(); // => [0, 1, 2, 3, 0, 0]
 * pad(tensor([1, 2, 3]), [[1, 2]], { mode: "circular" }).toArray(); // => [3, 1, 2, 3, 1, 2]
 * ```
 */
export function pad(
  x: Tensor,
  amounts: readonly (readonly [before: number, after: number])[],
  options: PadOptions = {},
): Tensor {
  const { mode = "constant", value = 0 } = options;
  if (amounts.length !== x.rank) {
    throw new ArgumentError(
      `pad: expected amounts for the ${x.rank} axes of x of shape ${formatShape(x.shape)}, got ${amounts.length}`,
    );
  }
  if (mode === "constant") {
    return padGeneral(x, {
      low: amounts.map(([before]) => before),
      high: amounts.map(([, after]) => after),
      interior: amounts.map(() => 0),
      value,
    });
  }
  return amounts.reduce((padded, amount, axis) => wrapAxis(padded, axis, amount), x);
}

/**
 * Puts elements before, after and between those of each axis, all attributes explicit.
 *
 * @param attributes - `low`, `high`, `interior` for each axis, all >= 0, and the `value` that is added.
 * @throws ArgumentError when they are not in these ranges.
 */
export function padGeneral(x: Tensor, attributes: PadAttributes): Tensor {
  const { low, high, interior, value } = attributes;
  const nothing =
    [low, high, interior].every(({ length }) => length === x.rank) &&
    [...low, ...high, ...interior].every((amount) => amount === 0);
  return nothing ? x : apply(padPrimitive, [x], { low, high, interior, value });
}

function wrapAxis(x: Tensor, axis: number, [before, after]: readonly [number, number]): Tensor {
  const length = x.shape[axis];
  for (const amount of [before, after]) {
    if (!Number.isInteger(amount) || amount < 0 || amount > length) {
      throw new ArgumentError(
        `pad: expected circular amounts in [0, ${length}] on axis ${axis}, got [${before}, ${after}]`,
      );
    }
  }
  const whole = x.shape.slice(0, axis).map(() => undefined);
  const parts = [x];
  if (before > 0) parts.unshift(slice(x, [...whole, [length - before, length]]));
  if (after > 0) parts.push(slice(x, [...whole, [0, after]]));
  return concatenate(parts, axis);
}
