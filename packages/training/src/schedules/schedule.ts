import { ArgumentError } from "@erlangen/numerics";

/** Learning rate as a function of the step, counted from 0. */
export type Schedule = (step: number) => number;

/** The same rate always. */
export function constantRate(rate: number): Schedule {
  return () => requirePositive("constantRate", "rate", rate);
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
 * Source: Loshchilov and Hutter (2017), «SGDR: stochastic gradient descent with warm restarts», eq. (5), one period.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { peak, steps, warmup = 0, final = 0 } = options;
  requirePositive("cosineDecay", "peak", peak);
  requirePositive("cosineDecay", "steps", steps);
  return (step) => {
    if (step < warmup) return (peak * (step + 1)) / warmup;
    const share = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
    return peak * (final + (1 - final) * 0.5 * (1 + Math.cos(Math.PI * share)));
  };
}

/** rate · factor^(step / every). */
export function exponentialDecay(options: {
  readonly rate: number;
  readonly factor: number;
  readonly every: number;
}): Schedule {
  requirePositive("exponentialDecay", "rate", options.rate);
  requirePositive("exponentialDecay", "factor", options.factor);
  requirePositive("exponentialDecay", "every", options.every);
  return (step) => options.rate * options.factor ** (step / options.every);
}

/** The rate of the last boundary at or before the step: `[[0, 1e-2], [1000, 1e-3]]`. */
export function piecewiseRate(
  pieces: readonly (readonly [from: number, rate: number])[],
): Schedule {
  const ascending = pieces.every(([from], i) => (i === 0 ? from === 0 : from > pieces[i - 1][0]));
  if (pieces.length === 0 || !ascending) {
    throw new ArgumentError(
      `piecewiseRate: expected pieces ascending from step 0, got ${JSON.stringify(pieces)}`,
    );
  }
  return (step) => pieces.findLast(([from]) => step >= from)?.[1] ?? pieces[0][1];
}

function requirePositive(caller: string, name: string, value: number): number {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new ArgumentError(`${caller}: expected ${name} > 0, got ${value}`);
  }
  return value;
}
