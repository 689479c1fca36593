import type { Random } from "@erlangen/numerics";
import { benchTask, type BenchCase } from "./bench-case.ts";

/** A computation that is timed: all of it from nothing, in every round. */
export interface TimedCase {
  readonly name: string;
  /** What it should stay below, in milliseconds. */
  readonly limitMs: number;
  /** A time published for the same task by another library. */
  readonly published?: { readonly engine: string; readonly ms: number };
  /** Most rounds, for long ones; at 1, the run that is checked is the one that is timed. */
  readonly rounds?: number;
  /** Makes the input; not timed. */
  readonly prepare: (random: Random) => PreparedCase;
}

/** A case with its input. */
interface PreparedCase {
  /** Computes; the result may be looked at by `isRight`. */
  readonly run: () => unknown;
  /** Whether the result of a run is right. */
  readonly isRight: (result: unknown) => boolean;
}

/** What came of a case. */
export interface MeasuredCase extends BenchCase {
  readonly limitMs: number;
}

/** Times cases one after the other, and compares them with published times. */
export async function benchCases({
  suite,
  cases,
  rounds,
  random,
  onCase = () => {},
}: {
  readonly suite: string;
  readonly cases: readonly TimedCase[];
  readonly rounds: number;
  readonly random: Random;
  readonly onCase?: (measured: MeasuredCase) => void;
}): Promise<readonly MeasuredCase[]> {
  const measured: MeasuredCase[] = [];
  for (const item of cases) {
    const { name, limitMs, published, rounds: most = rounds } = item;
    const prepared = item.prepare(random.split(name));
    const timed =
      most === 1
        ? await timeOnce(suite, name, prepared)
        : await timeOften(suite, name, { ...prepared, rounds: Math.min(rounds, most) });
    const ratioTo =
      published === undefined ? {} : { [published.engine]: timed.medianMs / published.ms };
    const finished = { ...timed, ratioTo, limitMs };
    measured.push(finished);
    onCase(finished);
  }
  return measured;
}

const engine = "erlangen";

async function timeOnce(
  suite: string,
  name: string,
  { run, isRight }: PreparedCase,
): Promise<BenchCase> {
  const started = performance.now();
  const result = await run();
  const ms = performance.now() - started;
  const correct = isRight(result);
  return {
    suite,
    name,
    engine,
    medianMs: ms,
    minMs: ms,
    maxMs: ms,
    correct,
    error: correct ? 0 : Infinity,
    ratioTo: {},
  };
}

async function timeOften(
  suite: string,
  name: string,
  { run, isRight, rounds }: PreparedCase & { readonly rounds: number },
): Promise<BenchCase> {
  const correct = isRight(await run());
  const contender = {
    engine,
    run: async () => await run(),
    error: correct ? 0 : Infinity,
    correct,
  };
  const [timed] = await benchTask({ suite, name }, [contender], rounds);
  return timed;
}
