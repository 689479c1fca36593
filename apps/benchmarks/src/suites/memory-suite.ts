import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { native } from "@erlangen/backends/native";
import type { Random } from "@erlangen/numerics";
import { Trainer } from "@erlangen/training";
import { ethanolSettings, ethanolTask } from "./ethanol-step.ts";

/** Resident memory of the process over a training run, in bytes. */
export interface MemoryGrowth {
  /** What was trained on what. */
  readonly task: string;
  readonly steps: number;
  /** Steps that are left out, as programs, pools and the heap fill. */
  readonly warmUp: number;
  /** After the warm-up, without garbage. */
  readonly before: number;
  /** After the last step, without garbage. */
  readonly after: number;
  /** Most after any step since the warm-up, with the garbage that waits to be collected. */
  readonly peak: number;
  readonly growthPercent: number;
  /** Whether it grew by less than 5 %. */
  readonly holds: boolean;
}

/** Steps before the first measurement. */
const warmUp = 200;
const stepsPerEpoch = 20;
const largestPercent = 5;

/**
 * Trains the model of `erlangen train rmd17` on ethanol, another batch in every step, and watches the resident memory.
 *
 * Garbage is collected before the two measurements that are compared, so that what is held counts and not when the
 * collector last came by: that alone moves the resident memory by 10 %.
 *
 * @param options - `steps` is rounded up to whole epochs of 20 steps and is at least 400.
 */
export async function benchMemory(
  random: Random,
  options: { readonly steps: number; readonly threads: number },
): Promise<MemoryGrowth> {
  const { batchSize, averageDecay } = ethanolSettings.training;
  const model = ethanolSettings.model;
  const { field, examples, objective, optimizer } = ethanolTask(random.split("task"), {
    model,
    frames: stepsPerEpoch * batchSize,
  });
  const engine = await native({ threads: options.threads });
  const collect = garbageCollector();
  const resident: number[] = [];
  try {
    await new Trainer({
      parameters: field.init(random.split("parameters")),
      objective,
      examples,
      batchSize,
      epochs: Math.ceil(Math.max(options.steps, 2 * warmUp) / stepsPerEpoch),
      optimizer,
      schedule: () => 1e-3,
      random: random.split("training"),
      engine,
      averageDecay,
      progress: {
        update: ({ step, steps }) => {
          if (step === warmUp || step === steps) collect();
          resident.push(process.memoryUsage.rss());
        },
        end: () => {},
      },
    }).fit();
  } finally {
    engine.dispose();
  }
  return {
    task: `nequip ${model.hidden}, ${model.layers} layers, ${batchSize} molecules of ethanol`,
    ...growthOf(resident),
  };
}

/** A function that collects all garbage now. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  // The flag shows in new contexts only.
  return runInNewContext("gc") as () => void;
}

/** Compares the last step with the first one after the warm-up. */
function growthOf(resident: readonly number[]): Omit<MemoryGrowth, "task"> {
  const before = resident[warmUp - 1];
  const after = resident[resident.length - 1];
  const growthPercent = (after / before - 1) * 100;
  return {
    steps: resident.length,
    warmUp,
    before,
    after,
    peak: resident.slice(warmUp - 1).reduce((most, bytes) => Math.max(most, bytes), 0),
    growthPercent,
    holds: growthPercent < largestPercent,
  };
}
