// The tour of the package: read this first.

import { lennardJonesFrames } from "@erlangen/data";
import { forceField, nequip } from "@erlangen/layers";
import { Random } from "@erlangen/numerics";
import {
  gather,
  grad,
  hostEngine,
  matmul,
  mean,
  square,
  sub,
  sum,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import {
  adam,
  atomicExamples,
  clipByGlobalNorm,
  cosineDecay,
  energyScaleOf,
  forceFieldObjective,
  learningCurves,
  parityPlot,
  predictForces,
  ravelingOf,
  renderReport,
  Trainer,
  type CheckpointStore,
} from "@erlangen/training";
import { expect, test } from "vitest";

/** Sixty-four points on a plane, and a trainer that has to find its slope. */
function planeTrainer(checkpoints?: CheckpointStore, signal?: AbortSignal) {
  const random = Random.fromSeed(0);
  const x = tensor(random.split("x").normal(3 * 64), [64, 3], "float32");
  const y = matmul(x, tensor([[1.5], [-2], [0.5]]));
  return new Trainer({
    parameters: { slope: tensor([[0], [0], [0]]) },
    examples: {
      length: 64,
      batch: (positions) => ({ x: gather(x, tensor(positions)), y: gather(y, tensor(positions)) }),
    },
    objective: ({ slope }, batch) => ({ loss: mean(square(sub(matmul(batch.x, slope), batch.y))) }),
    batchSize: 16,
    epochs: 50,
    optimizer: adam(),
    schedule: cosineDecay({ peak: 0.1, steps: 200 }),
    random: random.split("training"),
    ...(checkpoints === undefined ? {} : { checkpoints, resume: true }),
    ...(signal === undefined ? {} : { signal }),
  });
}

test("an optimiser is a pair of pure functions: a state to begin with, and a step", () => {
  const optimizer = clipByGlobalNorm(adam(), 10);
  let weights = tensor([3, -4], [2], "float64");
  let state = optimizer.init(weights);
  for (let step = 0; step < 300; step++) {
    const gradient = grad((w: Tensor) => sum(square(w)))(weights);
    [weights, state] = optimizer.update(gradient, state, weights, tensor([0.1], [], "float64"));
  }
  expect(sum(square(weights)).item()).toBeLessThan(1e-4);
});

test("a tree of weights is one vector to the optimiser", () => {
  const raveling = ravelingOf({ slope: tensor([[1, 2]]), offset: tensor([3]) });
  expect(raveling.ravel({ slope: tensor([[1, 2]]), offset: tensor([3]) }).toArray()).toEqual([
    3, 1, 2,
  ]);
});

test("a trainer needs examples, an objective, an optimiser and a schedule", async () => {
  const { parameters, status, steps, history } = await planeTrainer().fit();
  expect([status, steps, history.length]).toEqual(["completed", 200, 50]);
  [1.5, -2, 0.5].forEach((slope, i) => expect(parameters.slope.data[i]).toBeCloseTo(slope, 2));
});

test("it stops when told to, and later goes on as if nothing had happened", async () => {
  let bytes: Uint8Array | undefined;
  const memory: CheckpointStore = {
    save: async (saved) => {
      bytes = saved;
    },
    load: async () => bytes,
  };
  const stopped = await planeTrainer(memory, AbortSignal.abort()).fit();
  expect(stopped.status).toBe("interrupted");
  const whole = await planeTrainer().fit();
  const resumed = await planeTrainer(memory).fit();
  expect(resumed.parameters.slope.toArray()).toEqual(whole.parameters.slope.toArray());
});

test("a force field learns energies and forces, and a page shows how well", async () => {
  const random = Random.fromSeed(1);
  const frames = lennardJonesFrames({ atoms: 3, frames: 24, random: random.split("frames") });
  const [train, held] = [frames.slice(0, 16), frames.slice(16)];
  const { shifts, scale } = energyScaleOf(train, [18]);
  const settings = { cutoff: 2.5, species: [18], shifts, batchSize: 8 };
  const examples = atomicExamples(train, settings);
  const { averageNeighbors } = examples;
  const field = forceField(
    nequip({ species: 1, cutoff: 2.5, averageNeighbors, hidden: "4x0e + 2x1o", layers: 2 }),
  );
  const { parameters, history } = await new Trainer({
    parameters: field.init(random.split("weights")),
    objective: forceFieldObjective(field, { scale }),
    examples,
    batchSize: 8,
    epochs: 25,
    optimizer: adam(),
    schedule: cosineDecay({ peak: 0.01, steps: 50 }),
    random: random.split("training"),
  }).fit();
  expect(history[24].training["loss"]).toBeLessThan(0.5 * history[0].training["loss"]);

  const predict = predictForces(field, held, { ...settings, engine: hostEngine });
  const { forces } = await predict(parameters);
  predict.dispose();
  const page = await renderReport({
    title: "Three atoms",
    summary: [["weights", ravelingOf(parameters).size]],
    sections: [
      { heading: "Training", charts: learningCurves(history) },
      { heading: "Held out", charts: [parityPlot({ ...forces, label: "force component" })] },
    ],
  });
  expect(page.match(/<svg /g)).toHaveLength(4);
});
