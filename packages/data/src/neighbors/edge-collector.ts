import { ArgumentError } from "@erlangen/numerics";
import type { NeighborList } from "./neighbor-list.ts";
import type { PeriodicBox } from "./periodic-box.ts";

/** Takes candidate edges in any order, keeps those within the cutoff, and sorts them. */
export class EdgeCollector {
  readonly #where: string;
  readonly #box: PeriodicBox;
  readonly #wraps: Int32Array;
  #ends = new Int32Array(2 * 64);
  #shifts = new Int32Array(3 * 64);
  #vectors = new Float64Array(3 * 64);
  #edges = 0;

  /** `wraps` [atoms, 3]: by how many lattice vectors each atom lies outside the cell to which images refer. */
  constructor(where: string, box: PeriodicBox, wraps: Int32Array) {
    this.#where = where;
    this.#box = box;
    this.#wraps = wraps;
  }

  /** Offers the edge to `target` from the image of `source` that lies `image` cells away, once both are wrapped. */
  offer(source: number, target: number, image: Int32Array): void {
    const { positions: r, translations: t, cutoff } = this.#box;
    const wraps = this.#wraps;
    const i = 3 * source;
    const j = 3 * target;
    const a = image[0] - wraps[i] + wraps[j];
    const b = image[1] - wraps[i + 1] + wraps[j + 1];
    const c = image[2] - wraps[i + 2] + wraps[j + 2];
    const x = r[i] + (a * t[0] + b * t[3] + c * t[6]) - r[j];
    const y = r[i + 1] + (a * t[1] + b * t[4] + c * t[7]) - r[j + 1];
    const z = r[i + 2] + (a * t[2] + b * t[5] + c * t[8]) - r[j + 2];
    if (x * x + y * y + z * z > cutoff * cutoff) return;
    const edge = this.#edges++;
    if (2 * edge === this.#ends.length) this.#grow();
    if (edge === this.#box.maxEdges) throw this.#tooMany();
    this.#ends[2 * edge] = source;
    this.#ends[2 * edge + 1] = target;
    this.#shifts[3 * edge] = a;
    this.#shifts[3 * edge + 1] = b;
    this.#shifts[3 * edge + 2] = c;
    this.#vectors[3 * edge] = x;
    this.#vectors[3 * edge + 1] = y;
    this.#vectors[3 * edge + 2] = z;
  }

  /** The edges by target, then source, then in the order in which they came. */
  list(): NeighborList {
    const edges = this.#edges;
    const source = new Int32Array(edges);
    const target = new Int32Array(edges);
    const shift = new Int32Array(3 * edges);
    const vectors = new Float64Array(3 * edges);
    const arrival = Int32Array.from({ length: edges }, (_, edge) => edge);
    const order = this.#sortedBy(1, this.#sortedBy(0, arrival));
    for (let i = 0; i < edges; i++) {
      const edge = order[i];
      source[i] = this.#ends[2 * edge];
      target[i] = this.#ends[2 * edge + 1];
      for (let k = 0; k < 3; k++) {
        shift[3 * i + k] = this.#shifts[3 * edge + k];
        vectors[3 * i + k] = this.#vectors[3 * edge + k];
      }
    }
    return { edges, source, target, shift, vectors };
  }

  /** A stable counting sort of `order` by source (end 0) or target (end 1). */
  #sortedBy(end: 0 | 1, order: Int32Array): Int32Array {
    const starts = new Int32Array(this.#box.atoms + 1);
    for (const edge of order) starts[this.#ends[2 * edge + end] + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const sorted = new Int32Array(order.length);
    for (const edge of order) sorted[starts[this.#ends[2 * edge + end]]++] = edge;
    return sorted;
  }

  #grow(): void {
    const capacity = this.#ends.length;
    const ends = new Int32Array(2 * capacity);
    const shifts = new Int32Array(3 * capacity);
    const vectors = new Float64Array(3 * capacity);
    ends.set(this.#ends);
    shifts.set(this.#shifts);
    vectors.set(this.#vectors);
    this.#ends = ends;
    this.#shifts = shifts;
    this.#vectors = vectors;
  }

  #tooMany(): ArgumentError {
    return new ArgumentError(
      `${this.#where}: expected at most ${this.#box.maxEdges} edges, got more; lower the cutoff or raise maxEdges`,
    );
  }
}
