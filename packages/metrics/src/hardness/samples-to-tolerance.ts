import { requireInteger, requireNumber } from "./require-argument.ts";

/**
 * The tolerance that a mean over samples has as a query: its standard error, deviation / √samples.
 *
 * A gradient of the square loss over a batch is a correlational query in each coordinate. This sets its noise beside τ of
 * {@link csqLowerBound}; it is a rule of thumb, since the noise is random and that of an oracle is not.
 *
 * @param samples - Fresh samples in the mean, at least 1.
 * @param deviation - Standard deviation of one product q(x) y, >= 0. Default 1.
 *
 * ```ts
 * import { samplesToTolerance } from "@erlangen/metrics";
 *
 * samplesToTolerance(10000); // => 0.01
 * ```
 */
export function samplesToTolerance(samples: number, deviation: number = 1): number {
  requireInteger("samplesToTolerance", "samples", samples, { least: 1 });
  requireNumber("samplesToTolerance", "deviation", deviation, { least: 0 });
  return deviation / Math.sqrt(samples);
}
