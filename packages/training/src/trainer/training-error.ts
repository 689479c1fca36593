import { ErlangenError } from "@erlangen/numerics";

/** Training that cannot go on; the last good state was checkpointed where a folder was given. */
export class TrainingError extends ErlangenError {
  /** Zero-based number of the step that failed. */
  readonly step: number;
  /** Positions of the examples of its batch in the training set. */
  readonly examples: readonly number[];

  constructor(message: string, where: { step: number; examples: readonly number[] }) {
    super("training", message);
    this.step = where.step;
    this.examples = where.examples;
  }
}
