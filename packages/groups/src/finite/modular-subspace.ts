import type { PrimeField } from "./prime-field.ts";

/** A subspace of a space over a prime field, spanned by rows in reduced echelon form. */
export class ModularSubspace {
  readonly #field: PrimeField;
  readonly #rows: Float64Array[] = [];
  readonly #pivots: number[] = [];

  constructor(field: PrimeField) {
    this.#field = field;
  }

  /** The basis: row i is 1 at the pivot of row i and 0 at those of the others. */
  get rows(): readonly Float64Array[] {
    return this.#rows;
  }

  /** Coordinates of a vector of the subspace in the basis `rows`. */
  coordinates(vector: Float64Array): Float64Array {
    return Float64Array.from(this.#pivots, (pivot) => vector[pivot]);
  }

  /** Adds a vector to the span; false when it was inside. */
  add(vector: Float64Array): boolean {
    const { p } = this.#field;
    const rest = vector.slice();
    this.#rows.forEach((row, i) => this.#eliminate(rest, row, this.#pivots[i]));
    const pivot = rest.findIndex((entry) => entry !== 0);
    if (pivot < 0) return false;
    const scale = this.#field.inverse(rest[pivot]);
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] * scale) % p;
    for (const row of this.#rows) this.#eliminate(row, rest, pivot);
    this.#rows.push(rest);
    this.#pivots.push(pivot);
    return true;
  }

  /** Subtracts the multiple of `row` that makes `vector` vanish at `pivot`. */
  #eliminate(vector: Float64Array, row: Float64Array, pivot: number): void {
    const { p } = this.#field;
    const factor = p - vector[pivot];
    if (factor === p) return;
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] + factor * row[i]) % p;
  }
}
