/** New rows that are multiplied with all others at a time. */
const strip = 16;

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
    for (let a = known; a < this.#members.length; a += strip) {
      this.#fill(a, Math.min(a + strip, this.#members.length));
    }
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

  /**
   * Products of members from `start` to before `end` with all members before `end`: two by two, so that each number is
   * read once for two products, and in strips that stay in the cache while all others pass by.
   */
  #fill(start: number, end: number): void {
    for (let b = 0; b < end; b += 2) {
      for (let a = Math.max(start, b); a < end; a += 2) {
        this.#multiply(a, Math.min(a + 1, end - 1), b, Math.min(b + 1, end - 1));
      }
    }
  }

  #multiply(a: number, nextA: number, b: number, nextB: number): void {
    const rows = this.#rows;
    const d = this.#features;
    const members = this.#members;
    const width = this.#width;
    const products = this.#products;
    const p = members[a] * d;
    const q = members[nextA] * d;
    const r = members[b] * d;
    const s = members[nextB] * d;
    let [pr, ps, qr, qs] = [0, 0, 0, 0];
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
    products[a * width + nextB] = ps;
    products[nextB * width + a] = ps;
    products[nextA * width + b] = qr;
    products[b * width + nextA] = qr;
    products[nextA * width + nextB] = qs;
    products[nextB * width + nextA] = qs;
  }
}
