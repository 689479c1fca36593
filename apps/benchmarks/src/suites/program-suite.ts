import type { Engine } from "@erlangen/tensor";
import { benchTask, type BenchCase } from "./bench-case.ts";
import type { SkippedPeer } from "./kernel-suite.ts";
import {
  expectedResults,
  openContender,
  type OpenContender,
  type ProgramTask,
} from "./program-task.ts";

/** An engine with the name that it has in the results. */
export interface NamedEngine {
  readonly name: string;
  readonly engine: Engine;
}

/** How {@link benchPrograms} measures. */
export interface ProgramSuiteOptions {
  readonly engines: readonly NamedEngine[];
  readonly rounds: number;
  /** Called after each task. */
  readonly onCases?: (cases: readonly BenchCase[]) => void;
}

/**
 * Times programs on engines, in turns; each result is compared with the host in float64 before anything is timed.
 *
 * An engine that cannot run a task is left out of it, with the reason.
 */
export async function benchPrograms(
  tasks: readonly ProgramTask[],
  { engines, rounds, onCases }: ProgramSuiteOptions,
): Promise<{ readonly cases: readonly BenchCase[]; readonly skipped: readonly SkippedPeer[] }> {
  const cases: BenchCase[] = [];
  const skipped: SkippedPeer[] = [];
  for (const task of tasks) {
    const expected = expectedResults(task);
    const contenders: OpenContender[] = [];
    try {
      for (const named of engines) {
        try {
          contenders.push(await openContender(task, named, expected));
        } catch (failure) {
          const reason = String(failure instanceof Error ? failure.message : failure).split(
            "\n",
          )[0];
          skipped.push({ engine: named.name, reason: `${task.name}: ${reason}` });
        }
      }
      const found = await benchTask(task, contenders, rounds);
      cases.push(...found);
      onCases?.(found);
    } finally {
      for (const contender of contenders) contender.dispose();
    }
  }
  return { cases, skipped };
}
