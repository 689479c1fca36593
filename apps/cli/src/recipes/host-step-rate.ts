import { Random } from "@erlangen/numerics";
import { compileStep, hostEngine, tensor, type Tree } from "@erlangen/tensor";
import {
  adam,
  atomicExamples,
  forceFieldObjective,
  initialState,
  ravelingOf,
  trainingStep,
} from "@erlangen/training";
import type { ForceFieldRun } from "./force-field-run.ts";

/** Training steps per second of a run on the host: two steps after a first one. */
export async function hostStepRate<P extends Tree>({
  config,
  data,
  field,
}: Pick<ForceFieldRun<P>, "config" | "data" | "field">): Promise<number> {
  const repeats = 2;
  const { training, model, statistics } = config;
  const parameters = field.init(Random.fromSeed(config.seed).split("parameters"));
  const raveling = ravelingOf(parameters);
  const step = trainingStep({
    objective: forceFieldObjective(field, { ...training, scale: statistics.scale }),
    raveling,
    optimizer: adam(),
    averageDecay: training.averageDecay,
  });
  const examples = atomicExamples(data.train, {
    cutoff: model.cutoff,
    ...statistics,
    batchSize: training.batchSize,
  });
  const batch = examples.batch(Int32Array.from({ length: training.batchSize }, (_, i) => i));
  const rate = tensor([1e-4], []);
  const running = compileStep(step, initialState(raveling.ravel(parameters), adam(), true), {
    engine: hostEngine,
  });
  try {
    await running.step(rate, batch);
    const started = performance.now();
    for (let i = 0; i < repeats; i++) await running.step(rate, batch);
    return (repeats * 1000) / (performance.now() - started);
  } finally {
    running.dispose();
  }
}
