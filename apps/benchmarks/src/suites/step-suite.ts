import type { OnnxRuntime, RuntimeTensor } from "@erlangen/backends/native";
import { graphToOnnx } from "@erlangen/backends/onnx";
import { flatten, hostEngine, trace, unflatten, zeros, type Tensor } from "@erlangen/tensor";
import { benchTask, relativeError, type BenchCase, type CheckedContender } from "./bench-case.ts";
import { compiledStep, firstOf, stepTolerance, type RunningTask } from "./compiled-step.ts";
import type { StepTask } from "./ethanol-step.ts";
import type { SkippedPeer } from "./kernel-suite.ts";
import type { NamedEngine } from "./program-suite.ts";

/** How {@link benchStep} measures. */
export interface StepSuiteOptions {
  /** Compared with each other and with the host. */
  readonly engines: readonly NamedEngine[];
  /** Threads of the bare call of ONNX Runtime. */
  readonly threads: number;
  readonly rounds: number;
  /** Rounds of the host, which is slow. */
  readonly hostRounds: number;
}

/**
 * Times a training step: on engines, as the bare call of ONNX Runtime on the composed model, and on the host.
 *
 * The bare call has every advantage: all its tensors are made once, and it leaves the state where it is. An engine that
 * cannot run the step is left out, with the reason.
 */
export async function benchStep(
  task: StepTask,
  { engines, threads, rounds, hostRounds }: StepSuiteOptions,
): Promise<{ readonly cases: readonly BenchCase[]; readonly skipped: readonly SkippedPeer[] }> {
  const running: RunningTask[] = [];
  const skipped: SkippedPeer[] = [];
  try {
    for (const named of engines) {
      try {
        running.push(await compiledStep(task, named));
      } catch (failure) {
        const [reason] = String(failure instanceof Error ? failure.message : failure).split("\n");
        skipped.push({ engine: named.name, reason });
      }
    }
    running.push(await bareStep(task, threads));
    const host = await compiledStep(task, { name: "host", engine: hostEngine });
    running.push(host);
    const truth = host.first;
    const contenders = running.map((contender): CheckedContender => {
      const error = relativeError(contender.first, truth);
      return {
        engine: contender.engine,
        run: contender.run,
        ...(contender === host ? { rounds: hostRounds } : {}),
        error,
        correct: error <= stepTolerance,
      };
    });
    return {
      cases: await benchTask({ suite: "step", name: task.name }, contenders, rounds),
      skipped,
    };
  } finally {
    for (const contender of running) contender.dispose();
  }
}

async function bareStep(
  { step, state, rate, batch }: StepTask,
  threads: number,
): Promise<RunningTask> {
  const runtime: OnnxRuntime = await import("onnxruntime-node");
  const { graph, result } = trace(step, [state, rate, batch]);
  const { leaves } = flatten("bench", [state, rate, batch]);
  const inputNames = leaves.map((_, i) => `i${i}`);
  const outputNames = graph.outputs.map((_, i) => `o${i}`);
  const session = await runtime.InferenceSession.create(
    graphToOnnx(graph, { inputNames, outputNames }),
    {
      executionProviders: ["cpu"],
      graphOptimizationLevel: "all",
      intraOpNumThreads: threads,
      logSeverityLevel: 4,
    },
  );
  const wrap = ({ dtype, data, shape }: Tensor): RuntimeTensor =>
    new runtime.Tensor(dtype, data, shape);
  const results = graph.outputs.map((output) => {
    const { shape, dtype } = graph.values[output];
    return zeros(shape, dtype);
  });
  const feeds = Object.fromEntries(leaves.map((leaf, i) => [inputNames[i], wrap(leaf)]));
  const fetches = Object.fromEntries(results.map((leaf, i) => [outputNames[i], wrap(leaf)]));
  const run = (): Promise<unknown> => session.run(feeds, fetches);
  await run();
  const [next, { objective }] = unflatten<ReturnType<StepTask["step"]>>(result, results);
  return {
    engine: "onnxruntime",
    run,
    first: firstOf(objective.loss, next.optimizer["mean"]),
    dispose: () => void session.release(),
  };
}
