import { normalizeAxes, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, square, sub } from "./arithmetic.ts";
import { squareRootFlatAtZero } from "./norm.ts";
import { requireFloat } from "./operands.ts";
import { mean, sum, type Axes, type ReductionOptions } from "./reductions.ts";

/** Options of {@link variance} and {@link std}. */
export interface VarianceOptions extends ReductionOptions {
  /** Subtracted from the number of elements in the divisor: 1 gives the unbiased estimate. Default 0. */
  readonly correction?: number;
}

/** Mean square distance from the mean over axes. */
export function variance(x: Tensor, axes?: Axes, options: VarianceOptions = {}): Tensor {
  requireFloat("variance", "x", x);
  const { correction = 0 } = options;
  const list = normalizeAxes("variance", axes, x.rank);
  const count = sizeOf(list.map((axis) => x.shape[axis]));
  const deviation = sub(x, mean(x, list, { keepAxes: true }));
  return div(sum(square(deviation), list, options), count - correction);
}

/** Standard deviation over axes; where it is 0 the derivative is set to 0. */
export function std(x: Tensor, axes?: Axes, options: VarianceOptions = {}): Tensor {
  requireFloat("std", "x", x);
  return squareRootFlatAtZero(variance(x, axes, options));
}
