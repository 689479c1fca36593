import type { Tensor } from "../tensor.ts";
import { square } from "./arithmetic.ts";
import { equal } from "./comparison.ts";
import { requireFloat } from "./operands.ts";
import { sum, type Axes, type ReductionOptions } from "./reductions.ts";
import { select } from "./select.ts";
import { sqrt } from "./transcendental.ts";

/**
 * Euclidean norm √(Σ x²) over axes; at 0, where it has a kink, derivatives of every order are set to 0.
 *
 * Shapes: `[...]` → without `axes`.
 *
 * ```ts
 * import { grad, norm, tensor } from "@erlangen/tensor";
 *
 * norm(tensor([3, 4])).item(); // => 5
 * grad((x) => norm(x))(tensor([0, 0])).toArray(); // => [0, 0]
 * ```
 */
export function norm(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  requireFloat("norm", "x", x);
  return squareRootFlatAtZero(sum(square(x), axes, options));
}

/**
 * Another name of {@link norm}, which says that derivatives at 0 are safe.
 *
 * @alias norm
 */
export const safeNorm: typeof norm = norm;

/** √x, with derivatives of every order set to 0 at 0. */
export function squareRootFlatAtZero(x: Tensor): Tensor {
  const atZero = equal(x, 0);
  // The argument is replaced too: the slope of the branch not taken would still be 0 · ∞.
  return select(atZero, 0, sqrt(select(atZero, 1, x)));
}
