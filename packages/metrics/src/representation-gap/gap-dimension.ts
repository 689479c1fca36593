import { ArgumentError, bootstrap, linearRegression, type Random } from "@erlangen/numerics";
import type { GapCurve } from "./gap-curve.ts";
import { requireCount } from "./require-rows.ts";

/** A dimension from a gap curve. */
export interface GapDimension {
  readonly dimension: number;
  readonly standardError: number;
  readonly regressionError: number;
  readonly bootstrapError: number;
  readonly localSlopes: readonly number[];
}

/**
 * d = -2 / slope of log R against log n over the largest sizes.
 *
 * The error of the slope, by least squares and by resampling whole trials, becomes that of d times 2 / slope².
 */
export function gapDimension(
  curve: GapCurve,
  { points = 6, random }: { readonly points?: number | undefined; readonly random: Random },
): GapDimension {
  requireCount("intrinsicDimension", "points", points, { least: 3 });
  const last = Math.min(points, curve.sizes.length);
  if (last < 3) {
    throw new ArgumentError(
      `intrinsicDimension: expected a curve of at least 3 sizes, got ${curve.sizes.length}`,
    );
  }
  const logSizes = curve.sizes.slice(-last).map((size) => Math.log(size));
  const gaps = curve.gaps.slice(-last);
  const zero = gaps.findIndex((gap) => !(gap > 0));
  if (zero >= 0) {
    throw new ArgumentError(
      `intrinsicDimension: expected gaps above 0, got ${gaps[zero]} for ${curve.sizes.slice(-last)[zero]} outputs; are test points among the outputs?`,
    );
  }
  const fit = linearRegression(logSizes, gaps.map(Math.log));
  const slope = fit.slopes[0].value;
  const resampled = bootstrap(
    curve.trials.map((_, trial) => trial),
    (chosen) => {
      const means = gaps.map((_, j) => {
        const column = curve.gaps.length - last + j;
        return chosen.reduce((sum, trial) => sum + curve.trials[trial][column], 0);
      });
      return linearRegression(logSizes, means.map(Math.log)).slopes[0].value;
    },
    { random, resamples: 400 },
  );
  // Resamples of T trials spread less than T trials do, by (T-1)/T.
  const trials = curve.trials.length;
  const spread = resampled.standardError * Math.sqrt(trials / Math.max(1, trials - 1));
  const derivative = 2 / slope ** 2;
  const regressionError = derivative * fit.slopes[0].standardError;
  const bootstrapError = derivative * spread;
  return {
    dimension: -2 / slope,
    standardError: Math.max(regressionError, bootstrapError),
    regressionError,
    bootstrapError,
    localSlopes: gaps
      .slice(1)
      .map((gap, j) => Math.log(gap / gaps[j]) / (logSizes[j + 1] - logSizes[j])),
  };
}
