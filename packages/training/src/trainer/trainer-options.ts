import type { Random } from "@erlangen/numerics";
import type { Engine, Tree } from "@erlangen/tensor";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Examples } from "./batches.ts";
import type { CheckpointStore } from "./checkpoint.ts";
import type { EpochRecord, TrainingHistory } from "./history.ts";
import type { ProgressListener } from "./progress.ts";
import type { Objective } from "./training-step.ts";

/** How to train. */
export interface TrainerOptions<P extends Tree, B extends Tree> {
  /** Initial weights: a tree of float tensors of one element type. */
  readonly parameters: P;
  /** Maps weights and a batch to scalars; `loss` is minimised. Traced: it must not look at numbers. */
  readonly objective: (parameters: P, batch: B) => Objective;
  /** What to learn from. */
  readonly examples: Examples<B>;
  /** Examples in a batch, >= 1. */
  readonly batchSize: number;
  /** Times through the examples, >= 1. */
  readonly epochs: number;
  /** How a gradient becomes a step. */
  readonly optimizer: Optimizer;
  /** Learning rate of each step, counted from 0. */
  readonly schedule: (step: number) => number;
  /** Orders the batches. */
  readonly random: Random;
  /** Default: the host. */
  readonly engine?: Engine;
  /** Keep a moving average of the weights with this decay, in (0, 1), and validate and return it. */
  readonly averageDecay?: number;
  /** Measures held-out data; the result of the last epoch, and of every `validateEvery`-th. */
  readonly validate?: (parameters: P) => Promise<Readonly<Record<string, number>>>;
  /** Epochs between validations. Default 1. */
  readonly validateEvery?: number;
  /** Validation metric that decides which weights are best (smallest). Default: the last weights are. */
  readonly monitor?: string;
  /** Stop after this many validations (>= 1) without a better `monitor`. Default: never. */
  readonly patience?: number;
  /** Where to save; without it nothing is saved. */
  readonly checkpoints?: CheckpointStore;
  /** Least seconds between checkpoints. Default 10. */
  readonly checkpointSeconds?: number;
  /** Go on from the checkpoint when there is one. Default false. */
  readonly resume?: boolean;
  /** Names the run: a checkpoint with another name is refused. */
  readonly identity?: string;
  /** Told after every step, such as `progressBar(process.stderr)`. */
  readonly progress?: ProgressListener;
  /** Called after each epoch. */
  readonly onEpoch?: (record: EpochRecord) => void | Promise<void>;
  /** Stops the run cleanly: the step in flight is finished and the state saved. */
  readonly signal?: AbortSignal;
}

/** How a run ended. */
export interface TrainingResult<P extends Tree> {
  /** All epochs, no better `monitor` for `patience` validations, or `signal`. */
  readonly status: "completed" | "stopped early" | "interrupted";
  /** The best weights by `monitor`, else the last ones (their moving average when it is kept). */
  readonly parameters: P;
  readonly history: TrainingHistory;
  /** Steps done over all sessions of the run. */
  readonly steps: number;
  /** Training time over all sessions of the run. */
  readonly seconds: number;
  /** Steps a second in this session, validation and checkpoints left out. */
  readonly stepsPerSecond: number;
}
