import { ArgumentError } from "@erlangen/numerics";
import { requireNotNegative, requirePositive } from "../require-number.ts";

/** Learning rate as a function of the step, counted from 0. */
export type Schedule = (step: number) => number;

/**
 * The same rate always.
 *
 * @param rate - > 0.
 * @throws ArgumentError when it is not.
 */
export function constantRate(rate: number): Schedule {
  requirePositive("constantRate", "rate", rate);
  return () => rate;
}

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** Highest rate, > 0. */
  readonly peak: number;
  /** Steps after which `final` is reached, >= 1. */
  readonly steps: number;
  /** First steps, in which the rate grows linearly from `peak / warmup`. Default 0. */
  readonly warmup?: number;
  /** Rate at the end, as a share of `peak`. Default 0. */
  readonly final?: number;
}

/**
 * Half a cosine from the peak to the final rate, after a linear warm-up.
 *
 * In n steps of which w warm up: η(t) = η_peak (t + 1) / w for t < w, then
 * η_peak (f + (1 - f) (1 + cos(π (t - w) / (n - w))) / 2), and η_peak f from step n on.
 *
 * @throws ArgumentError when an option is out of its range.
 *
 * Source: Loshchilov and Hutter (2017), «SGDR: stochastic gradient descent with warm restarts», eq. (5), one period.
 *
 * ```ts
 * import { cosineDecay } from "@erlangen/training";
 *
 * const rate = cosineDecay({ peak: 0.01, steps: 100, warmup: 10 });
 * [0, 9, 55, 100].map(rate); // => [0.00100, 0.01000, 0.00500, 0]
 * ```
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { peak, steps, warmup = 0, final = 0 } = options;
  requirePositive("cosineDecay", "peak", peak);
  requirePositive("cosineDecay", "steps", steps);
  requireNotNegative("cosineDecay", "warmup", warmup);
  requireNotNegative("cosineDecay", "final", final);
  return (step) => {
    if (step < warmup) return (peak * (step + 1)) / warmup;
    const share = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
    return peak * (final + (1 - final) * 0.5 * (1 + Math.cos(Math.PI * share)));
  };
}

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** Rate of step 0, > 0. */
  readonly rate: number;
  /** > 0, mostly below 1. */
  readonly factor: number;
  /** Steps after which the factor has acted once, > 0. */
  readonly every: number;
}

/**
 * A steady decay: η(t) = rate · factor^(t / every).
 *
 * @throws ArgumentError when an option is not positive.
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  requirePositive("exponentialDecay", "rate", options.rate);
  requirePositive("exponentialDecay", "factor", options.factor);
  requirePositive("exponentialDecay", "every", options.every);
  return (step) => options.rate * options.factor ** (step / options.every);
}

/**
 * The rate of the last piece that has begun: `[[0, 1e-2], [1000, 1e-3]]` changes at step 1000.
 *
 * @param pieces - First step and rate (>= 0) of each, ascending from step 0.
 * @throws ArgumentError when they are not.
 */
export function piecewiseRate(
  pieces: readonly (readonly [from: number, rate: number])[],
): Schedule {
  const ascending = pieces.every(([from], i) => (i === 0 ? from === 0 : from > pieces[i - 1][0]));
  if (pieces.length === 0 || !ascending) {
    throw new ArgumentError(
      `piecewiseRate: expected pieces ascending from step 0, got ${JSON.stringify(pieces)}`,
    );
  }
  for (const [, rate] of pieces) requireNotNegative("piecewiseRate", "rate", rate);
  return (step) => pieces.findLast(([from]) => step >= from)?.[1] ?? pieces[0][1];
}
