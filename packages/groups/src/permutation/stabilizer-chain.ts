import { inverseOf } from "./permutation.ts";

/** Most integers that the cached coset representatives of one chain hold (64 MiB). */
const mostCached = 2 ** 24;

/** An element of the group with its inverse, as arrays of images. */
interface StrongGenerator {
  readonly images: Int32Array;
  readonly inverse: Int32Array;
}

/**
 * One step G_i > G_{i+1} = stabilizer of `point` in G_i: generators of G_i, the orbit of the point, and for each point b
 * of the orbit an element u_b of G_i with u_b(point) = b.
 *
 * Representatives are words in the generators, read off a Schreier tree; their inverses are cached while memory allows.
 */
export class ChainLevel {
  readonly point: number;
  readonly generators: StrongGenerator[] = [];
  /** For each generator, how many points of the orbit have had their Schreier generator checked. */
  readonly checked: number[] = [];
  readonly orbit: number[];
  /** Index of the generator that first reached a point; -1 unreached, -2 the root. */
  readonly #via: Int32Array;
  readonly #inverses = new Map<number, Int32Array>();
  readonly #cache: { used: number };

  constructor(point: number, degree: number, cache: { used: number }) {
    this.point = point;
    this.orbit = [point];
    this.#via = new Int32Array(degree).fill(-1);
    this.#via[point] = -2;
    this.#inverses.set(
      point,
      Int32Array.from({ length: degree }, (_, x) => x),
    );
    this.#cache = cache;
  }

  /** Whether the orbit holds the point. */
  reaches(point: number): boolean {
    return this.#via[point] !== -1;
  }

  /** Whether the image of `point` under the generator was first reached that way: its Schreier generator is trivial. */
  isTreeEdge(point: number, generator: number): boolean {
    const image = this.generators[generator].images[point];
    return this.#via[image] === generator && this.generators[generator].inverse[image] === point;
  }

  /** Adds a generator of G_i and closes the orbit again. */
  add(images: Int32Array): void {
    const added = this.generators.push({ images, inverse: inverseOf(images) }) - 1;
    this.checked.push(0);
    const old = this.orbit.length;
    for (let next = 0; next < this.orbit.length; next++) {
      const point = this.orbit[next];
      for (let g = next < old ? added : 0; g <= added; g++) {
        const image = this.generators[g].images[point];
        if (this.#via[image] !== -1) continue;
        this.#via[image] = g;
        this.orbit.push(image);
      }
    }
  }

  /** Replaces g by u_b⁻¹ g, where b = `from` lies in the orbit. */
  divide(g: Int32Array, from: number): void {
    const inverse = this.#cachedInverse(from);
    if (inverse !== undefined) {
      for (let x = 0; x < g.length; x++) g[x] = inverse[g[x]];
      return;
    }
    for (let b = from; b !== this.point;) {
      const step = this.generators[this.#via[b]].inverse;
      for (let x = 0; x < g.length; x++) g[x] = step[g[x]];
      b = step[b];
    }
  }

  /** u_b as a fresh array. */
  representative(b: number): Int32Array {
    const inverse = Int32Array.from({ length: this.#via.length }, (_, x) => x);
    this.divide(inverse, b);
    return inverseOf(inverse);
  }

  #cachedInverse(b: number): Int32Array | undefined {
    const known = this.#inverses.get(b);
    if (known !== undefined) return known;
    const path: number[] = [];
    let at = b;
    let inverse: Int32Array | undefined;
    for (; inverse === undefined; inverse = this.#inverses.get(at)) {
      path.push(at);
      at = this.generators[this.#via[at]].inverse[at];
    }
    const degree = this.#via.length;
    if (this.#cache.used + path.length * degree > mostCached) return undefined;
    this.#cache.used += path.length * degree;
    for (let i = path.length - 1; i >= 0; i--) {
      const step = this.generators[this.#via[path[i]]].inverse;
      const next: Int32Array = new Int32Array(degree);
      for (let x = 0; x < degree; x++) next[x] = inverse[step[x]];
      this.#inverses.set(path[i], next);
      inverse = next;
    }
    return inverse;
  }
}

/**
 * A chain G = G_0 ≥ G_1 ≥ ... of stabilizers of the points of a base.
 *
 * While it is being built the orbits may be too small; then products of their lengths are below |G|, never above.
 */
export class StabilizerChain {
  readonly degree: number;
  readonly levels: ChainLevel[] = [];
  readonly #cache = { used: 0 };

  constructor(degree: number) {
    this.degree = degree;
  }

  /** Appends a base point. */
  extend(point: number): ChainLevel {
    const level = new ChainLevel(point, this.degree, this.#cache);
    this.levels.push(level);
    return level;
  }

  /** The product of the lengths of the orbits. */
  get order(): bigint {
    return this.levels.reduce((order, { orbit }) => order * BigInt(orbit.length), 1n);
  }

  /**
   * Divides g in place by representatives, level after level.
   *
   * @returns The level at which its image leaves the orbit, or the number of levels when it passes all; then g is the
   *   identity if and only if the chain holds it.
   */
  sift(g: Int32Array, from = 0): number {
    for (let i = from; i < this.levels.length; i++) {
      const level = this.levels[i];
      const image = g[level.point];
      if (!level.reaches(image)) return i;
      if (image !== level.point) level.divide(g, image);
    }
    return this.levels.length;
  }

  /** Adds a residue of `sift` to the levels `from`, ..., `to`; a residue that passed all levels gets a new base point. */
  insert(residue: Int32Array, from: number, to: number): void {
    if (to === this.levels.length) this.extend(residue.findIndex((image, x) => image !== x));
    for (let i = from; i <= to; i++) this.levels[i].add(residue);
  }
}
