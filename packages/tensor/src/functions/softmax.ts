import { normalizeAxes, normalizeAxis, reducedShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { abs, add, div, sub } from "./arithmetic.ts";
import { stopGradient } from "./cast.ts";
import { less } from "./comparison.ts";
import { full } from "./creation.ts";
import { requireFloat } from "./operands.ts";
import { max, sum, type Axes, type ReductionOptions } from "./reductions.ts";
import { reshape } from "./reshape.ts";
import { select } from "./select.ts";
import { exp, log } from "./transcendental.ts";

/** log Σ e^x over axes, without overflow; -Infinity over an empty axis. */
export function logSumExp(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  requireFloat("logSumExp", "x", x);
  const list = normalizeAxes("logSumExp", axes, x.rank);
  const shape = reducedShape(x.shape, list, options.keepAxes);
  if (list.some((axis) => x.shape[axis] === 0)) return full(shape, -Infinity, x.dtype);
  const shift = largest(x, list);
  return add(log(sum(exp(sub(x, shift)), list, options)), reshape(shift, shape));
}

/**
 * e^x / Σ e^x along an axis.
 *
 * @param axis - Default the last.
 *
 * ```ts
 * import { softmax, tensor } from "@erlangen/tensor";
 *
 * softmax(tensor([0, 0])).toArray(); // => [0.5, 0.5]
 * ```
 */
export function softmax(x: Tensor, axis = -1): Tensor {
  requireFloat("softmax", "x", x);
  const position = normalizeAxis("softmax", axis, x.rank);
  if (x.shape[position] === 0) return x;
  const weights = exp(sub(x, largest(x, [position])));
  return div(weights, sum(weights, position, { keepAxes: true }));
}

/**
 * log softmax(x) along an axis, accurate where the softmax is tiny.
 *
 * @param axis - Default the last.
 */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  requireFloat("logSoftmax", "x", x);
  const position = normalizeAxis("logSoftmax", axis, x.rank);
  return sub(x, logSumExp(x, position, { keepAxes: true }));
}

/** The largest elements, with axes kept; the results do not depend on this shift, and neither do derivatives. */
function largest(x: Tensor, axes: readonly number[]): Tensor {
  const shift = stopGradient(max(x, axes, { keepAxes: true }));
  // Infinity - infinity would be NaN.
  return select(less(abs(shift), Infinity), shift, 0);
}
