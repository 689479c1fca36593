import { ArgumentError } from "@erlangen/numerics";
import {
  compileStep,
  hostEngine,
  tensor,
  type RunningStep,
  type Tensor,
  type Tree,
} from "@erlangen/tensor";
import type { BatchOrder } from "./batches.ts";
import { encodeCheckpoint, type Checkpoint } from "./checkpoint.ts";
import type { EpochRecord } from "./history.ts";
import type { Progress } from "./progress.ts";
import { RateMeter } from "./rate-meter.ts";
import type { Raveling } from "./ravel.ts";
import type { TrainerOptions, TrainingResult } from "./trainer-options.ts";
import { TrainingError } from "./training-error.ts";
import { trainingStep, type Objective, type TrainingState } from "./training-step.ts";

/** One session of a run. */
export class TrainingRun<P extends Tree, B extends Tree> {
  readonly #options: TrainerOptions<P, B>;
  readonly #raveling: Raveling<P>;
  readonly #order: BatchOrder;
  readonly #identity: string;
  readonly #running: RunningStep<
    TrainingState,
    [Tensor, B],
    { objective: Objective; finite: Tensor }
  >;
  readonly #steps: number;
  #step: number;
  #partial: Record<string, number>;
  #history: EpochRecord[];
  #best: Checkpoint["best"];
  #metrics: Record<string, number> = {};
  #lastSave = performance.now();
  /** Seconds of training before this session, and spent in steps during it. */
  readonly #before: number;
  #busy = 0;
  readonly #rate = new RateMeter();
  readonly #first: number;

  constructor(
    options: TrainerOptions<P, B>,
    raveling: Raveling<P>,
    order: BatchOrder,
    start: Checkpoint,
  ) {
    this.#options = options;
    this.#raveling = raveling;
    this.#order = order;
    this.#identity = start.identity;
    this.#step = start.state.step.item();
    this.#first = this.#step;
    this.#steps = options.epochs * order.stepsPerEpoch;
    this.#partial = { ...start.partial };
    this.#history = [...start.history];
    this.#best = start.best;
    this.#before = start.seconds;
    const step = trainingStep({
      objective: options.objective,
      raveling,
      optimizer: options.optimizer,
      averageDecay: options.averageDecay,
    });
    this.#running = compileStep(step, start.state, { engine: options.engine ?? hostEngine });
  }

  async advance(): Promise<TrainingResult<P>> {
    const { examples, signal, checkpointSeconds = 10 } = this.#options;
    let status: TrainingResult<P>["status"] = this.#isExhausted() ? "stopped early" : "completed";
    let batch =
      this.#step < this.#steps && status === "completed"
        ? examples.batch(this.#order.positions(this.#step))
        : undefined;
    while (batch !== undefined) {
      if (signal?.aborted === true) {
        status = "interrupted";
        break;
      }
      const started = performance.now();
      const pending = this.#take(batch);
      // The next batch is put together while the engine works.
      const next =
        this.#step + 1 < this.#steps
          ? examples.batch(this.#order.positions(this.#step + 1))
          : undefined;
      await pending;
      this.#busy += (performance.now() - started) / 1000;
      batch = next;
      const epochEnds = this.#step % this.#order.stepsPerEpoch === 0;
      if (epochEnds && (await this.#endEpoch())) {
        status = "stopped early";
        break;
      }
      if ((performance.now() - this.#lastSave) / 1000 >= checkpointSeconds) await this.#save();
    }
    await this.#save();
    return {
      status,
      parameters: this.#raveling.unravel(this.#best?.weights ?? (await this.#current())),
      history: this.#history,
      steps: this.#step,
      seconds: this.#before + this.#busy,
      stepsPerSecond: this.#busy === 0 ? 0 : (this.#step - this.#first) / this.#busy,
    };
  }

  dispose(): void {
    this.#running.dispose();
  }

  async #take(batch: B): Promise<void> {
    const { schedule, progress, epochs } = this.#options;
    const rate = tensor([schedule(this.#step)], [], this.#raveling.dtype);
    const { objective, finite } = await this.#running.step(rate, batch);
    if (finite.data[0] === 0) await this.#fail(objective.loss.item());
    for (const [name, value] of Object.entries(objective)) {
      this.#metrics[name] = value.item();
      this.#partial[name] = (this.#partial[name] ?? 0) + value.item();
    }
    this.#step += 1;
    this.#rate.count();
    const perSecond = this.#rate.perSecond;
    const report: Progress = {
      epoch: Math.ceil(this.#step / this.#order.stepsPerEpoch),
      epochs,
      step: this.#step,
      steps: this.#steps,
      metrics: this.#metrics,
      stepsPerSecond: perSecond,
      secondsLeft: perSecond === undefined ? undefined : (this.#steps - this.#step) / perSecond,
    };
    progress?.update(report);
  }

  async #fail(loss: number): Promise<never> {
    await this.#save();
    const examples = [...this.#order.positions(this.#step)];
    const what = Number.isFinite(loss) ? "a gradient that is not finite" : `loss ${loss}`;
    throw new TrainingError(
      `Trainer: expected a finite loss and gradient, got ${what} in step ${this.#step} ` +
        `(epoch ${Math.floor(this.#step / this.#order.stepsPerEpoch) + 1}, batch of examples ${examples.join(", ")}); ` +
        (this.#options.checkpoints === undefined
          ? "lower the learning rate or clip gradients"
          : "the state before this step is saved; lower the learning rate or clip gradients"),
      { step: this.#step, examples },
    );
  }

  /** Records the epoch; true when training is to stop. */
  async #endEpoch(): Promise<boolean> {
    const { validate, validateEvery = 1, monitor, onEpoch, schedule } = this.#options;
    const epoch = this.#step / this.#order.stepsPerEpoch;
    const means = Object.entries(this.#partial).map(([name, total]) => [
      name,
      total / this.#order.stepsPerEpoch,
    ]);
    this.#partial = {};
    const due = epoch % validateEvery === 0 || this.#step === this.#steps;
    let validation: Readonly<Record<string, number>> | undefined;
    if (validate !== undefined && due) {
      const weights = await this.#current();
      validation = await validate(this.#raveling.unravel(weights));
      for (const [name, value] of Object.entries(validation))
        this.#metrics[`validation ${name}`] = value;
      if (monitor !== undefined) this.#judge(weights, validation, monitor, epoch);
    }
    const record: EpochRecord = {
      epoch,
      step: this.#step,
      seconds: this.#before + this.#busy,
      learningRate: schedule(this.#step - 1),
      training: Object.fromEntries(means) as Record<string, number>,
      ...(validation === undefined ? {} : { validation }),
    };
    this.#history.push(record);
    await onEpoch?.(record);
    return this.#isExhausted();
  }

  /** Whether the last `patience` validations brought nothing better. */
  #isExhausted(): boolean {
    const { patience } = this.#options;
    const best = this.#best;
    if (patience === undefined || best === undefined) return false;
    const since = this.#history.filter(
      ({ validation, epoch }) => validation !== undefined && epoch > best.epoch,
    );
    return since.length >= patience && this.#step < this.#steps;
  }

  #judge(
    weights: Tensor,
    validation: Readonly<Record<string, number>>,
    monitor: string,
    epoch: number,
  ): void {
    const score = validation[monitor];
    if (score === undefined) {
      throw new ArgumentError(
        `Trainer: expected monitor to be one of ${Object.keys(validation).join(", ")}, got "${monitor}"`,
      );
    }
    const best = this.#best;
    // A score that is not a number is worse than any other.
    if (best === undefined || score < best.score || Number.isNaN(best.score)) {
      this.#best = { weights, score, epoch };
    }
  }

  /** The weights to validate and return. */
  async #current(): Promise<Tensor> {
    const state = await this.#running.read();
    return this.#options.averageDecay === undefined ? state.weights : state.average;
  }

  async #save(): Promise<void> {
    const { checkpoints } = this.#options;
    this.#lastSave = performance.now();
    if (checkpoints === undefined) return;
    await checkpoints.save(
      encodeCheckpoint({
        state: await this.#running.read(),
        best: this.#best,
        partial: this.#partial,
        history: this.#history,
        seconds: this.#before + this.#busy,
        identity: this.#identity,
      }),
    );
  }
}
