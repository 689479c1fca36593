import { apply } from "../primitive.ts";
import { solidHarmonics as primitive } from "../primitives/solid-harmonics.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Real solid harmonics r^l Y_l of degrees 0..lMax, polynomials in the coordinates.
 *
 * Component normalisation, e3nn's order and axes: degree 1 is sqrt(3) (x, y, z).
 *
 * @param points - `[..., 3]`.
 * @returns `[..., (lMax+1)^2]`, degrees one after the other.
 * @throws ShapeError when the last axis of `points` is not 3; ArgumentError when `lMax` is not an integer >= 0.
 *
 * ```ts
 * import { solidHarmonics, tensor } from "@erlangen/tensor";
 *
 * solidHarmonics(tensor([1, 2, 3], [3], "float64"), 1).toArray(); // => [1, 1.7320508, 3.4641016, 5.1961524]
 * ```
 */
export function solidHarmonics(points: Tensor, lMax: number): Tensor {
  return apply(primitive, [points], { lMax });
}
