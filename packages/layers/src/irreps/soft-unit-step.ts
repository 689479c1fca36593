import { div, exp, less, select, type Tensor } from "@erlangen/tensor";

/**
 * The smooth step exp(-1/x) for x > 0, and 0 else: all derivatives exist and vanish at 0.
 *
 * Source: equals `e3nn.math.soft_unit_step`.
 *
 * ```ts
 * import { softUnitStep } from "@erlangen/layers";
 * import { tensor } from "@erlangen/tensor";
 *
 * softUnitStep(tensor([-1, 0, 1])).toArray(); // => [0, 0, 0.36788]
 * ```
 */
export function softUnitStep(x: Tensor): Tensor {
  // Where 1/x is above 100 the value is below 1e-43; cutting it off keeps 1/x^n finite in every derivative.
  const isUp = less(0.01, x);
  return select(isUp, exp(div(-1, select(isUp, x, 1))), 0);
}
