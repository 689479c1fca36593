import { ArgumentError } from "@erlangen/numerics";
import type { Tree } from "@erlangen/tensor";
import { requireCount } from "../require-number.ts";
import { BatchOrder } from "./batches.ts";
import { decodeCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { ravelingOf, type Raveling } from "./ravel.ts";
import type { TrainerOptions, TrainingResult } from "./trainer-options.ts";
import { TrainingRun } from "./training-run.ts";
import { initialState } from "./training-step.ts";

/**
 * Trains weights on batches, with a compiled step whose state stays on the device.
 *
 * A run is a pure function of its options: batches depend on the random stream and the step alone, and a run that is
 * interrupted and resumed ends with the same bits as one that was not.
 */
export class Trainer<P extends Tree, B extends Tree> {
  readonly #options: TrainerOptions<P, B>;
  readonly #raveling: Raveling<P>;
  readonly #order: BatchOrder;

  /** @throws ArgumentError when a number is out of its range. */
  constructor(options: TrainerOptions<P, B>) {
    const { epochs, averageDecay, random, examples, batchSize } = options;
    const { validate, validateEvery = 1, monitor, patience } = options;
    requireCount("Trainer", "epochs", epochs);
    requireCount("Trainer", "validateEvery", validateEvery);
    if (patience !== undefined) requireCount("Trainer", "patience", patience);
    if (patience !== undefined && monitor === undefined) {
      throw new ArgumentError("Trainer: expected monitor beside patience, got none");
    }
    if (monitor !== undefined && validate === undefined) {
      throw new ArgumentError("Trainer: expected validate beside monitor, got none");
    }
    if (averageDecay !== undefined && !(averageDecay > 0 && averageDecay < 1)) {
      throw new ArgumentError(`Trainer: expected averageDecay in (0, 1), got ${averageDecay}`);
    }
    this.#options = options;
    this.#raveling = ravelingOf(options.parameters);
    this.#order = new BatchOrder(random.split("batches"), examples.length, batchSize);
  }

  /**
   * Runs to the end, to an early stop, or to an interruption.
   *
   * @throws TrainingError when the loss or a gradient is not finite; the state before that step is saved.
   */
  async fit(): Promise<TrainingResult<P>> {
    const { checkpoints, resume = false, progress } = this.#options;
    const saved = resume ? await checkpoints?.load() : undefined;
    const start =
      saved === undefined ? this.#fresh() : decodeCheckpoint(saved, "checkpoint", this.#identity());
    const run = new TrainingRun(this.#options, this.#raveling, this.#order, start);
    try {
      return await run.advance();
    } finally {
      progress?.end();
      run.dispose();
    }
  }

  #identity(): string {
    const { identity = "run", batchSize, optimizer, examples, averageDecay } = this.#options;
    const average = averageDecay === undefined ? "" : `, average ${averageDecay}`;
    return `${identity}: ${this.#raveling.size} weights, ${optimizer.name}, ${examples.length} examples by ${batchSize}${average}`;
  }

  #fresh(): Checkpoint {
    const { parameters, optimizer, averageDecay } = this.#options;
    const weights = this.#raveling.ravel(parameters);
    return {
      state: initialState(weights, optimizer, averageDecay !== undefined),
      best: undefined,
      partial: {},
      history: [],
      seconds: 0,
      identity: this.#identity(),
    };
  }
}
