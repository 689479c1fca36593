import type { Isometries } from "@erlangen/metrics";
import { representationGap, type RowSampler } from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";
import type { ExperimentResult } from "../experiment.ts";
import { within } from "../run-experiment.ts";

/** A gap averaged over independent sets of outputs and test points. */
export interface AverageGap {
  readonly gap: number;
  /** From the spread of the trials. */
  readonly standardError: number;
}

/** What {@link averageGap} repeats. */
export interface AverageGapOptions {
  readonly columns: number;
  readonly periods?: readonly number[] | undefined;
  readonly group?: Isometries | undefined;
  /** Number of outputs. */
  readonly count: number;
  readonly testSize: number;
  readonly trials: number;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Fresh outputs and fresh test points in every trial. */
export async function averageGap(
  sampler: RowSampler,
  options: AverageGapOptions,
): Promise<AverageGap> {
  const { columns, periods, group, count, testSize, trials, random, signal } = options;
  const gaps: number[] = [];
  for (let trial = 0; trial < trials; trial++) {
    await pause(signal);
    const stream = random.split(trial);
    const { gap } = await representationGap(
      sampler(stream.split("test"), testSize),
      sampler(stream.split("outputs"), count),
      {
        columns,
        quantiles: [],
        ...(periods === undefined ? {} : { periods }),
        ...(group === undefined ? {} : { group }),
      },
    );
    gaps.push(gap);
  }
  const gap = gaps.reduce((sum, value) => sum + value, 0) / trials;
  const squares = gaps.reduce((sum, value) => sum + (value - gap) ** 2, 0);
  return { gap, standardError: Math.sqrt(squares / (trials * (trials - 1))) };
}

/** A result that holds when the average is within three standard errors of an exact value. */
export function withinThreeErrors(
  name: string,
  exact: number,
  { gap, standardError }: AverageGap,
): ExperimentResult {
  return within(name, exact, gap, 3 * standardError);
}

/** Lets signals come in, then stops if one of them was an abort. */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
