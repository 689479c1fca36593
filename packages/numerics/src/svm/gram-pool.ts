/**
 * Inner products of those rows that were ever asked for together: a growing square block of the Gram matrix.
 *
 * A linear support vector machine needs the products of few rows only, the ones whose multipliers are still to be
 * settled, so that most of the n² products are never computed.
 */
export class GramPool {
  readonly #rows: Float64Array;
  readonly #features: number;
  readonly #capacity: number;
  readonly #slots = new Map<number, number>();
  #members: number[] = [];
  #width = 0;
  #products: Float64Array = new Float64Array(0);

  /** @param capacity - Most rows that stay; what was kept is dropped when more are asked for. */
  constructor(rows: Float64Array, features: number, capacity: number) {
    this.#rows = rows;
    this.#features = features;
    this.#capacity = capacity;
  }

  /** The Gram matrix [k, k] of the rows of the given distinct indices, k = indices.length. */
  block(indices: Int32Array): Float64Array {
    this.#admit(indices);
    const k = indices.length;
    const slots = Int32Array.from(indices, (index) => this.#slots.get(index) ?? 0);
    const block = new Float64Array(k * k);
    for (let i = 0; i < k; i++) {
      const from = slots[i] * this.#width;
      for (let j = 0; j < k; j++) block[i * k + j] = this.#products[from + slots[j]];
    }
    return block;
  }

  #admit(indices: Int32Array): void {
    let fresh: Int32Array = indices.filter((index) => !this.#slots.has(index));
    if (fresh.length === 0) return;
    if (this.#members.length + fresh.length > this.#capacity) {
      this.#slots.clear();
      this.#members = [];
      fresh = indices;
    }
    const known = this.#members.length;
    for (const index of fresh) {
      this.#slots.set(index, this.#members.length);
      this.#members.push(index);
    }
    this.#widen(this.#members.length);
    for (let a = known; a < this.#members.length; a += 2) this.#fillPair(a);
  }

  /** Room for `count` members, doubled each time so that copying stays cheap. */
  #widen(count: number): void {
    if (count <= this.#width) return;
    const width = Math.max(count, Math.min(this.#capacity, 2 * this.#width));
    const products = new Float64Array(width * width);
    for (let i = 0; i < this.#width; i++) {
      products.set(this.#products.subarray(i * this.#width, (i + 1) * this.#width), i * width);
    }
    this.#products = products;
    this.#width = width;
  }

  /** Products of members a and a + 1 with all members up to themselves; two by two, so that each number is read once for two products. */
  #fillPair(a: number): void {
    const rows = this.#rows;
    const d = this.#features;
    const members = this.#members;
    const width = this.#width;
    const products = this.#products;
    const second = Math.min(a + 1, members.length - 1);
    const p = members[a] * d;
    const q = members[second] * d;
    for (let b = 0; b <= second; b += 2) {
      const other = Math.min(b + 1, second);
      const r = members[b] * d;
      const s = members[other] * d;
      let pr = 0;
      let ps = 0;
      let qr = 0;
      let qs = 0;
      for (let k = 0; k < d; k++) {
        const x = rows[p + k];
        const y = rows[q + k];
        const u = rows[r + k];
        const v = rows[s + k];
        pr += x * u;
        ps += x * v;
        qr += y * u;
        qs += y * v;
      }
      products[a * width + b] = pr;
      products[b * width + a] = pr;
      products[a * width + other] = ps;
      products[other * width + a] = ps;
      products[second * width + b] = qr;
      products[b * width + second] = qr;
      products[second * width + other] = qs;
      products[other * width + second] = qs;
    }
  }
}
