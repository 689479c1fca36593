import type { Features } from "@erlangen/metrics";
import type { Random } from "@erlangen/numerics";
import {
  add,
  compile,
  compileStep,
  crossEntropy,
  matmul,
  mean,
  relu,
  reshape,
  tensor,
  zeros,
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
import { orientations, pixels, type Digits } from "./digits.ts";

/** What a network is like. */
interface NetworkKind {
  /** Whether its features are averaged over the four orientations of an image, which makes them invariant. */
  readonly invariant: boolean;
  readonly width: number;
}

/** A trained network. */
export interface TrainedNetwork extends NetworkKind {
  readonly name: string;
  /** Of digits that were not trained on. */
  readonly accuracy: number;
  /** Its last hidden layer on those digits, and on the same turned by 90 degrees. */
  readonly upright: Features;
  readonly turned: Features;
}

type Weights = Readonly<Record<"w1" | "b1" | "w2" | "b2" | "w3" | "b3", Tensor>>;

const classes = 10;
const batchSize = 100;
const peakRate = 3e-3;

/** How {@link trainNetwork} trains. */
export interface TrainingOptions extends NetworkKind {
  readonly name: string;
  readonly engine: Engine;
  readonly random: Random;
  readonly steps: number;
  readonly train: Digits;
  readonly test: { readonly upright: Digits; readonly turned: Digits };
  readonly signal: AbortSignal;
}

/**
 * Trains a network of two hidden layers on digits by Adam with a cosine, and takes its features of others.
 *
 * @throws The reason of `signal` when it aborts.
 */
export async function trainNetwork(options: TrainingOptions): Promise<TrainedNetwork> {
  const { name, engine, invariant, width, random, steps, train, signal } = options;
  const raveling = ravelingOf(initialWeights(random.split("weights"), width));
  const optimizer = adam();
  const inputs = inputOf(train.images, invariant);
  const schedule = cosineDecay({ peak: peakRate, steps, warmup: Math.ceil(steps / 20) });
  const order = new BatchOrder(random.split("order"), train.count, batchSize);
  const loss = (weights: Weights, { x, y }: { x: Tensor; y: Tensor }): Objective => ({
    loss: crossEntropy(logits(weights, hidden(weights, x, invariant)), y),
  });
  const running = compileStep(
    trainingStep({ objective: loss, raveling, optimizer, averageDecay: undefined }),
    initialState(raveling.ravel(initialWeights(random.split("weights"), width)), optimizer, false),
    { engine },
  );
  try {
    for (let step = 0; step < steps; step++) {
      signal.throwIfAborted();
      const batch = batchOf(inputs, train.labels, order.positions(step));
      await running.step(tensor([schedule(step)], [], "float32"), batch);
    }
    const weights = raveling.unravel((await running.read()).weights);
    const evaluate = compile(
      (trained: Weights, x: Tensor): readonly Tensor[] => {
        const features = hidden(trained, x, invariant);
        return [features, logits(trained, features)];
      },
      { engine },
    );
    try {
      const look = async ({ images }: Digits): Promise<readonly Tensor[]> =>
        evaluate(weights, inputOf(images, invariant));
      const [upright, scores] = await look(options.test.upright);
      const [turned] = await look(options.test.turned);
      return {
        name,
        invariant,
        width,
        accuracy: accuracyOf(scores, options.test.upright.labels),
        upright: featuresOf(upright),
        turned: featuresOf(turned),
      };
    } finally {
      evaluate.dispose();
    }
  } finally {
    running.dispose();
  }
}

/** The last hidden layer, [batch, width]. */
function hidden({ w1, b1, w2, b2 }: Weights, x: Tensor, invariant: boolean): Tensor {
  const rows = invariant ? reshape(x, [-1, pixels]) : x;
  const features = relu(add(matmul(relu(add(matmul(rows, w1), b1)), w2), b2));
  return invariant ? mean(reshape(features, [-1, 4, features.shape[1]]), [1]) : features;
}

function logits({ w3, b3 }: Weights, features: Tensor): Tensor {
  return add(matmul(features, w3), b3);
}

/** Normal weights of variance 2 / inputs, zero biases. */
function initialWeights(random: Random, width: number): Weights {
  const layer = (name: string, inputs: number, outputs: number): Tensor => {
    const deviation = Math.sqrt(2 / inputs);
    const values = random.split(name).normal(inputs * outputs);
    return tensor(
      Float32Array.from(values, (value) => deviation * value),
      [inputs, outputs],
    );
  };
  return {
    w1: layer("first", pixels, width),
    b1: zeros([width]),
    w2: layer("second", width, width),
    b2: zeros([width]),
    w3: layer("head", width, classes),
    b3: zeros([classes]),
  };
}

/** Images as the network takes them: [count, pixels], or [count, 4, pixels] in four orientations. */
function inputOf(images: Float32Array, invariant: boolean): Tensor {
  const count = images.length / pixels;
  return invariant
    ? tensor(orientations(images), [count, 4, pixels])
    : tensor(images, [count, pixels]);
}

function batchOf(
  inputs: Tensor,
  labels: Uint8Array,
  positions: Int32Array,
): { x: Tensor; y: Tensor } {
  const [, ...shape] = inputs.shape;
  const size = shape.reduce((product, extent) => product * extent, 1);
  const all = inputs.data as Float32Array;
  const chosen = new Float32Array(positions.length * size);
  positions.forEach((digit, i) => {
    chosen.set(all.subarray(digit * size, (digit + 1) * size), i * size);
  });
  const y = Int32Array.from(positions, (digit) => labels[digit]);
  return { x: tensor(chosen, [positions.length, ...shape]), y: tensor(y, [positions.length]) };
}

function accuracyOf(scores: Tensor, labels: Uint8Array): number {
  let right = 0;
  labels.forEach((label, i) => {
    const row = Array.from({ length: classes }, (_, c) => scores.data[i * classes + c]);
    if (row.every((score, c) => c === label || score < row[label])) right++;
  });
  return right / labels.length;
}

function featuresOf({ data, shape: [rows, columns] }: Tensor): Features {
  return { rows, columns, data: Float32Array.from(data) };
}
