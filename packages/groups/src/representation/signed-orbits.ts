import type { MonomialAction } from "./linear-action.ts";

/**
 * The orbits of coordinates under signed permutations: vectors that do not change are, on each
 * orbit, one number times signs.
 */
export interface SignedOrbits {
  /** Number of orbits that carry invariant vectors. */
  readonly count: number;
  /**
   * Number of the orbit of each coordinate, in order of first coordinates; -1 on orbits where some
   * element changes the sign of a coordinate, so that invariant vectors vanish there.
   */
  readonly labels: Int32Array;
  /** 1 or -1: sign of each coordinate relative to the first of its orbit. */
  readonly signs: Int8Array;
  /** Number of coordinates of each orbit, [count]. */
  readonly sizes: Int32Array;
}

/**
 * Orbits by union and find with signs: linear in generators times coordinates.
 *
 * @param size - Number of coordinates.
 * @param generators - Signed permutations of them.
 */
export function signedOrbits(size: number, generators: Iterable<MonomialAction>): SignedOrbits {
  const forest = new SignedForest(size);
  for (const { image, sign } of generators) {
    for (let j = 0; j < size; j++) forest.join(image[j], j, sign[j]);
  }
  return forest.orbits();
}

/** Trees of coordinates; each knows its sign relative to its parent. */
class SignedForest {
  readonly #parent: Int32Array;
  readonly #sign: Int8Array;
  /** Roots of trees whose signs contradict each other. */
  readonly #vanishes: Uint8Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
    this.#sign = new Int8Array(size).fill(1);
    this.#vanishes = new Uint8Array(size);
  }

  /** From now on, coordinate i is `sign` times coordinate j. */
  join(i: number, j: number, sign: number): void {
    const [a, b] = [this.#root(i), this.#root(j)];
    // Relative to the roots, which are now the parents.
    const relative = this.#sign[i] * sign * this.#sign[j];
    if (a === b) {
      if (relative < 0) this.#vanishes[a] = 1;
      return;
    }
    const [root, child] = a < b ? [a, b] : [b, a];
    this.#parent[child] = root;
    this.#sign[child] = relative;
    this.#vanishes[root] |= this.#vanishes[child];
  }

  orbits(): SignedOrbits {
    const size = this.#parent.length;
    const [labels, signs] = [new Int32Array(size).fill(-1), new Int8Array(size)];
    const sizes: number[] = [];
    for (let i = 0; i < size; i++) {
      const root = this.#root(i);
      if (this.#vanishes[root] === 1) continue;
      if (root === i) {
        labels[i] = sizes.length;
        sizes.push(0);
      }
      labels[i] = labels[root];
      signs[i] = this.#sign[i];
      sizes[labels[i]] += 1;
    }
    return { count: sizes.length, labels, signs, sizes: Int32Array.from(sizes) };
  }

  /** The smallest coordinate of the tree, which becomes the parent of all on the way. */
  #root(i: number): number {
    const [parent, sign] = [this.#parent, this.#sign];
    let [root, total] = [i, 1];
    while (parent[root] !== root) {
      total *= sign[root];
      root = parent[root];
    }
    let at = i;
    while (parent[at] !== root && at !== root) {
      const [next, own] = [parent[at], sign[at]];
      parent[at] = root;
      sign[at] = total;
      total *= own;
      at = next;
    }
    return root;
  }
}
