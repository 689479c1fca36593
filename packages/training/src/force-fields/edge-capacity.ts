/**
 * How many edges a batch is padded to, so that few shapes occur and few programs are compiled.
 *
 * The first capacity holds almost every batch: the mean load plus four standard deviations of a sum of `batchSize`
 * graphs, never more than the worst case. A batch that does not fit gets the next multiple of an eighth of it.
 */
export class EdgeCapacity {
  readonly #first: number;

  /** @param counts - Edges of every example. */
  constructor(counts: readonly number[], batchSize: number) {
    const mean = counts.reduce((a, b) => a + b, 0) / Math.max(1, counts.length);
    const variance =
      counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, counts.length);
    const worst = batchSize * counts.reduce((a, b) => Math.max(a, b), 0);
    const likely = Math.ceil(batchSize * mean + 4 * Math.sqrt(batchSize * variance));
    this.#first = Math.max(1, Math.min(worst, likely));
  }

  /** The capacity for a batch of `edges` edges. */
  for(edges: number): number {
    if (edges <= this.#first) return this.#first;
    const unit = Math.max(1, Math.ceil(this.#first / 8));
    return Math.ceil(edges / unit) * unit;
  }
}
