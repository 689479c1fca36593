import { ArgumentError } from "../errors.ts";
import type { Random } from "../random/random.ts";
import { requireInteger, show } from "../require.ts";
import { variance } from "./moments.ts";
import { quantile } from "./quantile.ts";
import { requireSample } from "./require-sample.ts";

/** How `bootstrap` resamples. */
export interface BootstrapOptions {
  /** The source of the resamples. */
  readonly random: Random;
  /** How many; at least 2, default 1000. */
  readonly resamples?: number;
  /** The share of resampled statistics between `low` and `high`; in (0, 1), default 0.95. */
  readonly level?: number;
}

/** What `bootstrap` finds. */
export interface BootstrapInterval {
  /** The statistic of the sample itself. */
  readonly estimate: number;
  /** The quantile (1 - level) / 2 of the resampled statistics. */
  readonly low: number;
  /** The quantile (1 + level) / 2. */
  readonly high: number;
  /** The standard deviation of the resampled statistics. */
  readonly standardError: number;
}

/**
 * A confidence interval of a statistic by the percentile bootstrap: resamples of the same size, with replacement.
 *
 * For paired or grouped data pass the numbers 0, ..., n - 1 and look the data up inside `statistic`.
 *
 * @param sample - At least one finite number.
 * @param statistic - From a resample to a finite number; the array is reused from call to call.
 * @throws ArgumentError when an argument is outside its range, or the statistic is not finite.
 *
 * Source: Efron, Tibshirani (1993), «An introduction to the bootstrap», section 13.3.
 *
 * ```ts
 * import { Random, bootstrap, mean } from "@erlangen/numerics";
 *
 * const { estimate, low, high } = bootstrap([1, 2, 3, 4, 5], mean, { random: Random.fromSeed(0) });
 * estimate; // => 3
 * low < 3 && 3 < high; // => true
 * ```
 */
export function bootstrap(
  sample: ArrayLike<number>,
  statistic: (resample: Float64Array) => number,
  { random, resamples = 1000, level = 0.95 }: BootstrapOptions,
): BootstrapInterval {
  requireSample("bootstrap", "sample", sample, 1);
  requireInteger("bootstrap", "resamples", resamples, { least: 2 });
  if (!(level > 0 && level < 1)) {
    throw new ArgumentError(
      `bootstrap: expected level strictly between 0 and 1, got ${show(level)}`,
    );
  }
  const estimate = requireFiniteStatistic(statistic(Float64Array.from(sample)));
  const resample = new Float64Array(sample.length);
  const statistics = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < resample.length; i++) resample[i] = sample[random.integer(sample.length)];
    return requireFiniteStatistic(statistic(resample));
  });
  return {
    estimate,
    low: quantile(statistics, (1 - level) / 2),
    high: quantile(statistics, (1 + level) / 2),
    standardError: Math.sqrt(variance(statistics)),
  };
}

function requireFiniteStatistic(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new ArgumentError(
    `bootstrap: expected statistic to give a finite number, got ${show(value)}`,
  );
}
