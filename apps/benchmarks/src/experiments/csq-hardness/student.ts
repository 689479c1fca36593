import { mean, variance, type Random } from "@erlangen/numerics";
import {
  compile,
  compileStep,
  meanSquaredError,
  tensor,
  type Engine,
  type Tensor,
} from "@erlangen/tensor";
import {
  adam,
  BatchOrder,
  cosineDecay,
  initialState,
  ravelingOf,
  trainingStep,
  type Objective,
} from "@erlangen/training";
import { cyclicNetwork, initCyclicNetwork, type CyclicWeights } from "./cyclic-network.ts";
import { inputSize, type InvariantTarget } from "./invariant-targets.ts";

const channels = 96;
const batchSize = 128;
const peakRate = 5e-3;

/** How much is trained: the design of the experiment, and a look within seconds. */
const sizes = {
  full: { training: 20_000, test: 10_000, steps: 1500, warmup: 100 },
  small: { training: 10_000, test: 4000, steps: 900, warmup: 90 },
} as const;

/** How {@link studentError} trains. */
export interface StudentOptions {
  readonly engine: Engine;
  readonly random: Random;
  readonly size: keyof typeof sizes;
  readonly signal: AbortSignal;
}

/** Normal inputs and what a target makes of them. */
interface Samples {
  /** [samples, n] */
  readonly x: Float32Array;
  /** [samples] */
  readonly y: Float64Array;
}

/**
 * Trains an over-parameterised invariant network on samples of a target under normal inputs, by Adam with warm-up and a
 * cosine, and returns its mean square error on fresh samples over the variance of the target.
 *
 * @throws The reason of `signal` when it aborts.
 */
export async function studentError(
  target: InvariantTarget,
  { engine, random, size, signal }: StudentOptions,
): Promise<number> {
  const { steps, warmup, ...counts } = sizes[size];
  const { x, y } = samplesOf(target, random.split("training"), counts.training);
  const [center, deviation] = [mean(y), Math.sqrt(variance(y))];
  const labels = Float32Array.from(y, (value) => (value - center) / deviation);

  const weights = initCyclicNetwork(random.split("weights"), { n: inputSize, channels });
  const raveling = ravelingOf(weights);
  const optimizer = adam();
  const schedule = cosineDecay({ peak: peakRate, steps, warmup });
  const order = new BatchOrder(random.split("order"), counts.training, batchSize);
  const running = compileStep(
    trainingStep({ objective, raveling, optimizer, averageDecay: undefined }),
    initialState(raveling.ravel(weights), optimizer, false),
    { engine },
  );
  try {
    for (let step = 0; step < steps; step++) {
      signal.throwIfAborted();
      const batch = batchOf(x, labels, order.positions(step));
      await running.step(tensor([schedule(step)], [], "float32"), batch);
    }
    const trained = raveling.unravel((await running.read()).weights);
    const test = samplesOf(target, random.split("test"), counts.test);
    const predicted = await predictions(engine, trained, test);
    const errors = test.y.map((value, i) => (value - center) / deviation - predicted[i]);
    return mean(errors.map((error) => error * error)) / (variance(test.y) / deviation ** 2);
  } finally {
    running.dispose();
  }
}

function objective(parameters: CyclicWeights, { x, y }: { x: Tensor; y: Tensor }): Objective {
  return { loss: meanSquaredError(cyclicNetwork(parameters, x), y) };
}

function batchOf(
  x: Float32Array,
  labels: Float32Array,
  positions: Int32Array,
): { x: Tensor; y: Tensor } {
  const rows = new Float32Array(positions.length * inputSize);
  positions.forEach((sample, i) => {
    rows.set(x.subarray(sample * inputSize, (sample + 1) * inputSize), i * inputSize);
  });
  return {
    x: tensor(rows, [positions.length, inputSize]),
    y: tensor(Float32Array.from(positions, (sample) => labels[sample])),
  };
}

async function predictions(
  engine: Engine,
  weights: CyclicWeights,
  { x, y }: Samples,
): Promise<ArrayLike<number>> {
  const predict = compile(cyclicNetwork, { engine });
  try {
    return (await predict(weights, tensor(x, [y.length, inputSize]))).data;
  } finally {
    predict.dispose();
  }
}

function samplesOf({ evaluate }: InvariantTarget, random: Random, count: number): Samples {
  const inputs = random.normal(count * inputSize);
  return {
    x: Float32Array.from(inputs),
    y: Float64Array.from({ length: count }, (_, i) =>
      evaluate(inputs.subarray(i * inputSize, (i + 1) * inputSize)),
    ),
  };
}
