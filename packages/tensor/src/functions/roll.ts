import { ArgumentError } from "@erlangen/numerics";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { concatenate } from "./concatenate.ts";
import { slice } from "./slice.ts";

/**
 * Moves the elements along an axis, what leaves at one end enters at the other: out[i + shift] = x[i].
 *
 * @param shift - Places towards higher indices, may be negative.
 *
 * ```ts
 * import { roll, tensor } from "@erlangen/tensor";
 *
 * roll(tensor([1, 2, 3, 4]), 1, 0).toArray(); // => [4, 1, 2, 3]
 * ```
 */
export function roll(x: Tensor, shift: number, axis: number): Tensor {
  if (!Number.isInteger(shift)) {
    throw new ArgumentError(`roll: expected shift to be an integer, got ${shift}`);
  }
  const position = normalizeAxis("roll", axis, x.rank);
  const length = x.shape[position];
  const moved = length === 0 ? 0 : ((shift % length) + length) % length;
  if (moved === 0) return x;
  const whole = x.shape.slice(0, position).map(() => undefined);
  return concatenate(
    [slice(x, [...whole, [length - moved, length]]), slice(x, [...whole, [0, length - moved]])],
    position,
  );
}
