import { ArgumentError } from "@erlangen/numerics";
import type { Operand } from "../operations.ts";
import { apply } from "../primitive.ts";
import { select as selectPrimitive } from "../primitives/select.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { maximum, minimum } from "./arithmetic.ts";
import { lift, stretch } from "./operands.ts";

/**
 * Element by element: `yes` where `condition` holds, else `no`.
 *
 * All three broadcast. Both branches are computed: a value that is infinite in the branch not taken is harmless here,
 * but its derivative is not (0 · ∞); make the argument harmless before, not the result after.
 *
 * @param condition - Of element type bool.
 * @throws ArgumentError when `condition` is not bool, or both branches are numbers.
 *
 * ```ts
 * import { less, select, sqrt, tensor } from "@erlangen/tensor";
 *
 * const x = tensor([-1, 4]);
 * const negative = less(x, 0);
 * select(negative, 0, sqrt(select(negative, 1, x))).toArray(); // => [0, 2]
 * ```
 */
export function select(condition: Tensor, yes: Operand, no: Operand): Tensor {
  if (condition.dtype !== "bool") {
    throw new ArgumentError(
      `select: expected condition of bool, got ${condition.dtype} ${formatShape(condition.shape)}; use a comparison`,
    );
  }
  return apply(selectPrimitive, stretch("select", [condition, ...lift("select", [yes, no])]), {});
}

/**
 * NumPy's name of {@link select}.
 *
 * @alias select
 */
export const where: typeof select = select;

/**
 * x, or the bound that it passes; the derivative is 0 outside and a half at a bound.
 *
 * @param low - Least value; -Infinity for none.
 * @param high - Largest value; Infinity for none.
 */
export function clip(x: Tensor, low: Operand, high: Operand): Tensor {
  return minimum(maximum(x, low), high);
}
