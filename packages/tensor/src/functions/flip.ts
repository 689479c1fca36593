import { apply } from "../primitive.ts";
import { flip as flipPrimitive } from "../primitives/flip.ts";
import { normalizeAxes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Reverses the order of the elements along some axes.
 *
 * @param axes - Default: all of them.
 * @throws ArgumentError when an axis is out of range or given twice.
 */
export function flip(x: Tensor, axes?: number | readonly number[]): Tensor {
  const reversed = normalizeAxes("flip", axes, x.rank).filter((axis) => x.shape[axis] > 1);
  return reversed.length === 0 ? x : apply(flipPrimitive, [x], { axes: reversed });
}
