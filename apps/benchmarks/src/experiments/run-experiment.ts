import { setImmediate as nextTurn } from "node:timers/promises";
import { Random } from "@erlangen/numerics";
import type { ReportSection } from "@erlangen/training/report";
import type { Experiment, ExperimentResult } from "./experiment.ts";

/** What {@link runExperiment} accepts. */
export interface RunExperimentOptions {
  /** Default: the one recorded with the experiment. */
  readonly seed?: number;
  /** Default false. */
  readonly quick?: boolean;
  readonly signal?: AbortSignal;
  readonly log?: (line: string) => void;
  /** Called with each result as soon as it is known. */
  readonly onResult?: (result: ExperimentResult) => void;
  /** Called with each part of the report that the experiment draws. */
  readonly onSection?: (section: ReportSection) => void;
}

/** All results of one run. */
export interface ExperimentReport {
  readonly id: string;
  readonly paper: string;
  readonly seed: number;
  readonly seconds: number;
  /** Whether every result holds and the run was not interrupted. */
  readonly holds: boolean;
  readonly interrupted: boolean;
  readonly results: readonly ExperimentResult[];
}

/** Runs an experiment to its end, or to the abort of `signal`, whose results so far are kept. */
export async function runExperiment(
  experiment: Experiment,
  options: RunExperimentOptions = {},
): Promise<ExperimentReport> {
  const { seed = experiment.seed, quick = false, log = () => {} } = options;
  const { onSection: section = () => {} } = options;
  const signal = options.signal ?? new AbortController().signal;
  const started = performance.now();
  const results: ExperimentResult[] = [];
  let interrupted = false;
  const random = Random.fromSeed(seed).split(experiment.id);
  try {
    for await (const result of experiment.run({ random, quick, signal, log, section })) {
      results.push(result);
      options.onResult?.(result);
      // Lets signals in, which wait while an experiment computes.
      await nextTurn();
      if (signal.aborted) {
        interrupted = true;
        break;
      }
    }
  } catch (failure) {
    if (!signal.aborted) throw failure;
    interrupted = true;
  }
  return {
    id: experiment.id,
    paper: experiment.paper,
    seed,
    seconds: (performance.now() - started) / 1000,
    holds: !interrupted && results.length > 0 && results.every(({ holds }) => holds),
    interrupted,
    results,
  };
}

/** A result that holds when `measured` is within `tolerance` of `predicted`. */
export function within(
  name: string,
  predicted: number,
  measured: number,
  tolerance: number,
): ExperimentResult {
  const holds = Math.abs(measured - predicted) <= tolerance;
  return { name, predicted, measured, tolerance, holds };
}

/** A result that holds when `least <= measured <= most`. */
export function between(
  name: string,
  measured: number,
  { least = -Infinity, most = Infinity }: { readonly least?: number; readonly most?: number },
): ExperimentResult {
  const bounds = [
    ...(least === -Infinity ? [] : [`>= ${least}`]),
    ...(most === Infinity ? [] : [`<= ${most}`]),
  ];
  return {
    name,
    predicted: bounds.join(", "),
    measured,
    holds: measured >= least && measured <= most,
  };
}
