import { quantile } from "@erlangen/numerics";

/** One contender on one task. */
export interface BenchCase {
  readonly suite: string;
  readonly name: string;
  readonly engine: string;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** Whether the result was right, before anything was timed. */
  readonly correct: boolean;
  /** Largest difference from the expected numbers over the largest of these. */
  readonly error: number;
  /** Thousand millions of floating-point operations in a second, at the median. */
  readonly gflops?: number;
  /** Thousand millions of bytes of operands and results in a second, each counted once, at the median. */
  readonly gbps?: number;
  /** Time over the time of another engine, at the median; below 1 is faster. */
  readonly ratioTo: Readonly<Record<string, number>>;
}

/** What is timed against others on the same task. */
export interface Contender {
  readonly engine: string;
  /** Does the task once, to the last number in host memory. */
  readonly run: () => Promise<unknown>;
  /** Rounds that it takes part in; default all. */
  readonly rounds?: number;
}

/** A contender whose result has been compared with the expected one. */
export interface CheckedContender extends Contender {
  readonly error: number;
  readonly correct: boolean;
}

/**
 * Times contenders in turns: in every round each runs once, and each round another one begins, so that what else the
 * machine does falls on all alike.
 *
 * @param rounds - Timed rounds, after two that warm up (one for a contender with few rounds).
 * @returns Milliseconds of each contender, round by round.
 */
export async function timeInTurns(
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly (readonly number[])[]> {
  for (const { run, rounds: few = rounds } of contenders) {
    for (let warmUp = 0; warmUp < (few < rounds ? 1 : 2); warmUp++) await run();
  }
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + turn) % contenders.length;
      const { run, rounds: few = rounds } = contenders[index];
      if (round >= few) continue;
      const started = performance.now();
      await run();
      times[index].push(performance.now() - started);
    }
  }
  return times;
}

/** Times checked contenders on one task and compares each with each. */
export async function benchTask(
  task: {
    readonly suite: string;
    readonly name: string;
    readonly flops?: number;
    readonly bytes?: number;
  },
  contenders: readonly CheckedContender[],
  rounds: number,
): Promise<readonly BenchCase[]> {
  const times = await timeInTurns(contenders, rounds);
  return contenders.map(({ engine, correct, error }, index) => {
    const own = times[index];
    const medianMs = quantile(own, 0.5);
    const others = contenders.flatMap((other, position) =>
      position === index ? [] : [[other.engine, medianRatio(own, times[position])] as const],
    );
    return {
      suite: task.suite,
      name: task.name,
      engine,
      medianMs,
      minMs: Math.min(...own),
      maxMs: Math.max(...own),
      correct,
      error,
      ...(task.flops === undefined ? {} : { gflops: task.flops / medianMs / 1e6 }),
      ...(task.bytes === undefined ? {} : { gbps: task.bytes / medianMs / 1e6 }),
      ratioTo: Object.fromEntries(others),
    };
  });
}

/** Median of the ratios of times in the same round, so that drifts cancel; of unequal rounds the ratio of the medians. */
function medianRatio(times: readonly number[], others: readonly number[]): number {
  return times.length === others.length
    ? quantile(
        times.map((time, round) => time / others[round]),
        0.5,
      )
    : quantile(times, 0.5) / quantile(others, 0.5);
}

/** max |actual - expected| / max |expected|; infinity for other lengths and numbers that are not finite. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let [difference, scale] = [0, 0];
  for (let i = 0; i < actual.length; i++) {
    if (!Number.isFinite(actual[i])) return Infinity;
    difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return difference === 0 ? 0 : difference / scale;
}
