import { ArgumentError } from "../errors.ts";
import { show } from "../require.ts";
import { requireSample } from "./require-sample.ts";

/**
 * The p-quantile, interpolated between order statistics: of n sorted values, that at the place (n - 1) p.
 *
 * @param values - At least one finite number, in any order; not changed.
 * @param p - In [0, 1]; 1/2 gives the median.
 * @throws ArgumentError otherwise.
 *
 * Source: Hyndman, Fan (1996), «Sample quantiles in statistical packages», definition 7.
 *
 * ```ts
 * import { quantile } from "@erlangen/numerics";
 *
 * quantile([3, 1, 2, 10], 0.5); // => 2.5
 * ```
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  requireSample("quantile", "values", values, 1);
  if (!(p >= 0 && p <= 1)) {
    throw new ArgumentError(`quantile: expected p in [0, 1], got ${show(p)}`);
  }
  const sorted = Float64Array.from(values).toSorted();
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
