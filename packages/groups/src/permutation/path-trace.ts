/**
 * What refinement saw on the way from the root of a search tree: a sequence of numbers that does not depend on the
 * names of the vertices, compared as it grows with those of the first and of the best path.
 */
export class PathTrace {
  /** Whether the numbers so far are those of the first path. */
  equalsFirst = true;
  /** Sign of the comparison with the best path, in lexicographic order. */
  againstBest = 0;
  readonly #keepsBest: boolean;
  readonly #current: number[] = [];
  #first: readonly number[] | undefined;
  #best: readonly number[] = [];

  /** @param keepsBest - Whether there is a best path, or only a first one. */
  constructor(keepsBest: boolean) {
    this.#keepsBest = keepsBest;
  }

  get length(): number {
    return this.#current.length;
  }

  /** Adds a number; false when the path can be neither equivalent to the first nor as good as the best. */
  add(value: number): boolean {
    const i = this.#current.push(value) - 1;
    const first = this.#first;
    if (first === undefined) return true;
    if (this.equalsFirst && first[i] !== value) this.equalsFirst = false;
    if (!this.#keepsBest) return this.equalsFirst;
    if (this.againstBest === 0) {
      const best = this.#best[i];
      if (best === undefined || value > best) this.againstBest = 1;
      else if (value < best) this.againstBest = -1;
    }
    return this.equalsFirst || this.againstBest >= 0;
  }

  /** At the end of a path: its numbers are all those of the first. */
  get isFirst(): boolean {
    return this.equalsFirst && this.#current.length === this.#first?.length;
  }

  /** At the end of a path: sign of the comparison with the whole best path. */
  get comparedWithBest(): number {
    return this.againstBest === 0 && this.#current.length < this.#best.length
      ? -1
      : this.againstBest;
  }

  /** Makes the current path the first and the best. */
  keepAsFirst(): void {
    this.#first = [...this.#current];
    this.#best = this.#first;
  }

  /** Makes the current path the best. */
  keepAsBest(): void {
    this.#best = [...this.#current];
    this.againstBest = 0;
  }

  /** Goes back to a shorter path with the comparisons that held there. */
  restore(length: number, equalsFirst: boolean, againstBest: number): void {
    this.#current.length = length;
    this.equalsFirst = equalsFirst;
    this.againstBest = againstBest;
  }
}
