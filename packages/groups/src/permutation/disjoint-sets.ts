/** A partition of 0, ..., size - 1 that only grows coarser (union by index: the root is the smallest member). */
export class DisjointSets {
  readonly #parent: Int32Array;
  #count: number;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, x) => x);
    this.#count = size;
  }

  /** Number of sets. */
  get count(): number {
    return this.#count;
  }

  /** The smallest member of the set of x. */
  find(x: number): number {
    const parent = this.#parent;
    let root = x;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** Joins the sets of x and y; false when they were one already. */
  union(x: number, y: number): boolean {
    const [a, b] = [this.find(x), this.find(y)];
    if (a === b) return false;
    this.#parent[Math.max(a, b)] = Math.min(a, b);
    this.#count--;
    return true;
  }

  /** The sets, each sorted, in order of their smallest members. */
  sets(): number[][] {
    const sets = new Map<number, number[]>();
    for (let x = 0; x < this.#parent.length; x++) {
      const root = this.find(x);
      const set = sets.get(root);
      if (set === undefined) sets.set(root, [x]);
      else set.push(x);
    }
    return [...sets.values()];
  }
}
