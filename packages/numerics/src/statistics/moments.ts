import { requireSample } from "./require-sample.ts";

/**
 * The arithmetic mean.
 *
 * Numerics: the mean of what remains is added, which takes away the rounding of the first pass.
 *
 * @param values - At least one finite number.
 * @throws ArgumentError otherwise.
 *
 * ```ts
 * import { mean } from "@erlangen/numerics";
 *
 * mean([1, 2, 6]); // => 3
 * ```
 */
export function mean(values: ArrayLike<number>): number {
  requireSample("mean", "values", values, 1);
  return average(values);
}

/**
 * The unbiased variance Σ (x - mean)² / (n - 1).
 *
 * Numerics: two passes, so that a large mean does not cancel.
 *
 * @param values - At least two finite numbers.
 * @throws ArgumentError otherwise.
 *
 * Source: Chan, Golub, LeVeque (1983), «Algorithms for computing the sample variance», equation (1.7).
 *
 * ```ts
 * import { variance } from "@erlangen/numerics";
 *
 * variance([1, 2, 6]); // => 7
 * ```
 */
export function variance(values: ArrayLike<number>): number {
  requireSample("variance", "values", values, 2);
  const center = average(values);
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < values.length; i++) {
    squares += (values[i] - center) ** 2;
    drift += values[i] - center;
  }
  return (squares - (drift * drift) / values.length) / (values.length - 1);
}

function average(values: ArrayLike<number>): number {
  const n = values.length;
  let first = 0;
  for (let i = 0; i < n; i++) first += values[i] / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += values[i] - first;
  return first + rest / n;
}
