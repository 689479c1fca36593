import { ArgumentError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { argsort as argsortPrimitive } from "../primitives/argsort.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { requireNumbers } from "./operands.ts";
import { reversedOrder } from "./reductions.ts";
import { slice } from "./slice.ts";
import { takeAlongAxis } from "./take-along-axis.ts";

/**
 * The indices that sort each line along an axis: ascending, ties in their order, NaN last.
 *
 * Shapes: `[...]` → int32 `[...]`.
 *
 * @param axis - Default the last.
 */
export function argsort(x: Tensor, axis = -1): Tensor {
  requireNumbers("argsort", "x", x);
  return apply(argsortPrimitive, [x], { axis: normalizeAxis("argsort", axis, x.rank) });
}

/**
 * Each line along an axis, ascending, NaN last; the derivative follows the elements.
 *
 * @param axis - Default the last.
 */
export function sort(x: Tensor, axis = -1): Tensor {
  requireNumbers("sort", "x", x);
  return takeAlongAxis(x, argsort(x, axis), axis);
}

/**
 * The `k` largest elements along an axis, largest first, with their indices.
 *
 * Shapes: `[..., n]` → `values` and int32 `indices`, both `[..., k]`.
 *
 * @param k - In [0, n].
 * @param axis - Default the last.
 *
 * ```ts
 * import { tensor, topK } from "@erlangen/tensor";
 *
 * topK(tensor([3, 1, 4]), 2).values.toArray(); // => [4, 3]
 * topK(tensor([3, 1, 4]), 2).indices.toArray(); // => [2, 0]
 * ```
 */
export function topK(x: Tensor, k: number, axis = -1): { values: Tensor; indices: Tensor } {
  const position = normalizeAxis("topK", axis, x.rank);
  const length = x.shape[position];
  if (!Number.isInteger(k) || k < 0 || k > length) {
    throw new ArgumentError(`topK: expected k in [0, ${length}], got ${k}`);
  }
  const order = argsort(reversedOrder(x, "topK"), position);
  const indices = slice(order, [...order.shape.slice(0, position).map(() => [0] as const), [0, k]]);
  return { values: takeAlongAxis(x, indices, position), indices };
}
