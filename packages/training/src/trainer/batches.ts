import { ArgumentError, type Random } from "@erlangen/numerics";
import type { Tree } from "@erlangen/tensor";

/** Examples that can be put together into batches. */
export interface Examples<B extends Tree> {
  /** How many there are. */
  readonly length: number;
  /**
   * A batch of the examples at these positions, in this order.
   *
   * Batches of equal size should have equal shapes: each new shape compiles another program.
   */
  batch(positions: Int32Array): B;
}

/**
 * Which examples a step sees: a pure function of the random stream and the step, so that a resumed run sees the same.
 *
 * Each epoch goes through a fresh permutation; what does not fill the last batch is left to the next epoch.
 */
export class BatchOrder {
  readonly stepsPerEpoch: number;
  readonly #random: Random;
  readonly #length: number;
  readonly #batchSize: number;
  #permutation: { epoch: number; order: Int32Array } | undefined;

  /** @throws ArgumentError when `batchSize` is not in [1, length]. */
  constructor(random: Random, length: number, batchSize: number) {
    if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > length) {
      throw new ArgumentError(
        `Trainer: expected batchSize in [1, ${length}] (the number of examples), got ${batchSize}`,
      );
    }
    this.#random = random;
    this.#length = length;
    this.#batchSize = batchSize;
    this.stepsPerEpoch = Math.floor(length / batchSize);
  }

  /** Positions of the examples of step number `step`, counted over all epochs. */
  positions(step: number): Int32Array {
    const epoch = Math.floor(step / this.stepsPerEpoch);
    if (this.#permutation?.epoch !== epoch) {
      this.#permutation = { epoch, order: this.#random.split(epoch).permutation(this.#length) };
    }
    const from = (step % this.stepsPerEpoch) * this.#batchSize;
    return this.#permutation.order.slice(from, from + this.#batchSize);
  }
}
