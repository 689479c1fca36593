import { Random } from "@erlangen/numerics";
import { add, expandDims, matmul, mean, square, sub, tensor, type Tensor } from "@erlangen/tensor";
import {
  adam,
  cosineDecay,
  Trainer,
  TrainingError,
  type CheckpointStore,
  type Examples,
  type TrainerOptions,
} from "@erlangen/training";
import { describe, expect, it } from "vitest";

type Weights = { readonly slope: Tensor; readonly offset: Tensor };
type Batch = { readonly x: Tensor; readonly y: Tensor };

const truth = [1.5, -2, 0.5];

/** Examples of y = x · truth + 0.3, exactly; `poison` puts a NaN into one of them. */
function examplesOf(count: number, poison?: number): Examples<Batch> {
  const x = Random.fromSeed(3).normal(3 * count);
  if (poison !== undefined) x[3 * poison] = Number.NaN;
  return {
    length: count,
    batch: (positions) => {
      const rows = Array.from(positions, (p) => Array.from(x.subarray(3 * p, 3 * p + 3)));
      const y = rows.map((row) => row.reduce((sum, value, i) => sum + value * truth[i], 0.3));
      return { x: tensor(rows), y: tensor(y) };
    },
  };
}

function optionsOf(
  change: Partial<TrainerOptions<Weights, Batch>> = {},
): TrainerOptions<Weights, Batch> {
  return {
    parameters: { slope: tensor([[0], [0], [0]]), offset: tensor([0]) },
    objective: ({ slope, offset }, { x, y }) => {
      const prediction = add(matmul(x, slope), offset);
      return { loss: mean(square(sub(prediction, expandDims(y, 1)))) };
    },
    examples: examplesOf(40),
    batchSize: 8,
    epochs: 20,
    optimizer: adam(),
    schedule: cosineDecay({ peak: 0.1, steps: 100 }),
    random: Random.fromSeed(0),
    ...change,
  };
}

function memoryStore(): CheckpointStore & { bytes: Uint8Array | undefined; saves: number } {
  return {
    bytes: undefined,
    saves: 0,
    async save(bytes) {
      this.bytes = bytes.slice();
      this.saves += 1;
    },
    async load() {
      return this.bytes;
    },
  };
}

const weightsOf = ({ slope, offset }: Weights): number[] => [...slope.data, ...offset.data];

describe("the trainer", () => {
  it("finds the weights that made the data", async () => {
    const { parameters, status, steps, history } = await new Trainer(
      optionsOf({ epochs: 60, schedule: cosineDecay({ peak: 0.1, steps: 300 }) }),
    ).fit();
    expect(status).toBe("completed");
    expect(steps).toBe(300);
    expect(history).toHaveLength(60);
    [...truth, 0.3].forEach((value, i) => expect(weightsOf(parameters)[i]).toBeCloseTo(value, 2));
  });

  it("is a pure function of its options", async () => {
    const first = await new Trainer(optionsOf()).fit();
    const second = await new Trainer(optionsOf()).fit();
    expect(weightsOf(first.parameters)).toEqual(weightsOf(second.parameters));
    const other = await new Trainer(optionsOf({ random: Random.fromSeed(1) })).fit();
    expect(weightsOf(other.parameters)).not.toEqual(weightsOf(first.parameters));
  });

  it("resumes to the same bits, wherever it was interrupted", async () => {
    const validate = async (p: Weights): Promise<Record<string, number>> => ({
      offset: p.offset.item(),
    });
    const settings = { averageDecay: 0.9, validate, validateEvery: 3, monitor: "offset" };
    const whole = await new Trainer(optionsOf(settings)).fit();
    for (const stop of [1, 7, 15, 50]) {
      const checkpoints = memoryStore();
      const controller = new AbortController();
      const progress = {
        update: ({ step }: { step: number }) => {
          if (step === stop) controller.abort();
        },
        end: () => {},
      };
      const cut = await new Trainer(
        optionsOf({ ...settings, checkpoints, progress, signal: controller.signal }),
      ).fit();
      expect(cut.status).toBe("interrupted");
      expect(cut.steps).toBe(stop);
      const rest = await new Trainer(optionsOf({ ...settings, checkpoints, resume: true })).fit();
      expect(weightsOf(rest.parameters)).toEqual(weightsOf(whole.parameters));
      expect(rest.history.map(({ training }) => training)).toEqual(
        whole.history.map(({ training }) => training),
      );
    }
  });

  it("refuses the checkpoint of another run", async () => {
    const checkpoints = memoryStore();
    await new Trainer(optionsOf({ checkpoints, epochs: 1 })).fit();
    const other = new Trainer(optionsOf({ checkpoints, epochs: 1, batchSize: 4, resume: true }));
    await expect(other.fit()).rejects.toThrow("Trainer: expected a checkpoint of this run");
  });

  it("stops at a loss that is not finite, names the batch, and saves the state before it", async () => {
    const checkpoints = memoryStore();
    const examples = examplesOf(40, 11);
    const failure = await new Trainer(optionsOf({ examples, checkpoints }))
      .fit()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TrainingError);
    if (!(failure instanceof TrainingError)) return;
    expect(failure.examples).toContain(11);
    expect(failure.message).toContain("got loss NaN in step");
    const healthy = new Trainer(
      optionsOf({ examples: examplesOf(40), checkpoints, resume: true, epochs: 60 }),
    );
    const { parameters } = await healthy.fit();
    weightsOf(parameters).forEach((value) => expect(Number.isFinite(value)).toBe(true));
  });

  it("stops early when the monitored metric no longer improves, and returns the best weights", async () => {
    let calls = 0;
    const seen: number[][] = [];
    const validate = async (p: Weights): Promise<Record<string, number>> => {
      seen.push(weightsOf(p));
      return { score: [3, 1, 2, 2, 2, 0][calls++] ?? 0 };
    };
    const { status, history, parameters } = await new Trainer(
      optionsOf({ validate, monitor: "score", patience: 3 }),
    ).fit();
    expect(status).toBe("stopped early");
    expect(history).toHaveLength(5);
    expect(weightsOf(parameters)).toEqual(seen[1]);
  });

  it("refuses numbers out of range", () => {
    expect(() => new Trainer(optionsOf({ batchSize: 41 }))).toThrow(
      "Trainer: expected batchSize in [1, 40] (the number of examples), got 41",
    );
    expect(() => new Trainer(optionsOf({ epochs: 0 }))).toThrow(
      "Trainer: expected epochs an integer >= 1, got 0",
    );
    expect(() => new Trainer(optionsOf({ averageDecay: 1 }))).toThrow(
      "Trainer: expected averageDecay in (0, 1), got 1",
    );
    expect(() => new Trainer(optionsOf({ validateEvery: 0 }))).toThrow(
      "Trainer: expected validateEvery an integer >= 1, got 0",
    );
  });

  it("refuses options that lack their companion, and a metric that does not exist", async () => {
    expect(() => new Trainer(optionsOf({ patience: 3 }))).toThrow(
      "Trainer: expected monitor beside patience, got none",
    );
    expect(() => new Trainer(optionsOf({ monitor: "score" }))).toThrow(
      "Trainer: expected validate beside monitor, got none",
    );
    const validate = async () => ({ force: 1, energy: 2 });
    const trainer = new Trainer(optionsOf({ validate, monitor: "score" }));
    await expect(trainer.fit()).rejects.toThrow(
      'Trainer: expected monitor to be one of force, energy, got "score"',
    );
  });

  it("takes any score as better than one that is not a number", async () => {
    let calls = 0;
    const seen: number[][] = [];
    const validate = async (p: Weights): Promise<Record<string, number>> => {
      seen.push(weightsOf(p));
      return { score: [Number.NaN, 5, Number.NaN, 7][calls++] };
    };
    const { parameters } = await new Trainer(
      optionsOf({ validate, monitor: "score", epochs: 4 }),
    ).fit();
    expect(weightsOf(parameters)).toEqual(seen[1]);
  });
});
