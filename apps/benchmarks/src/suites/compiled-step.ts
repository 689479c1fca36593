import { compileStep, type Tensor } from "@erlangen/tensor";
import type { StepTask } from "./ethanol-step.ts";
import type { NamedEngine } from "./program-suite.ts";

/** A step that runs again and again, and what one step from the beginning gave. */
export interface RunningTask {
  readonly engine: string;
  readonly run: () => Promise<unknown>;
  /** Loss, then the mean gradient that the optimiser keeps: weights would hide a gradient behind its sign. */
  readonly first: Float64Array;
  dispose(): void;
}

/** Compiles a step for an engine and takes the first one. */
export async function compiledStep(
  { step, state, rate, batch }: StepTask,
  { name, engine }: NamedEngine,
): Promise<RunningTask> {
  const running = compileStep(step, state, { engine });
  try {
    const { objective } = await running.step(rate, batch);
    const { optimizer } = await running.read();
    return {
      engine: name,
      run: () => running.step(rate, batch),
      first: firstOf(objective.loss, optimizer["mean"]),
      dispose: () => running.dispose(),
    };
  } catch (failure) {
    running.dispose();
    throw failure;
  }
}

/** What {@link RunningTask.first} holds. */
export function firstOf(loss: Tensor, mean: Tensor): Float64Array {
  return Float64Array.of(loss.item(), ...mean.data);
}

/** Largest relative difference in loss and gradient between float32 engines. */
export const stepTolerance = 1e-3;
