/** Matrices whose entries differ by less are the same. */
const sameEntry = 1e-6;

/**
 * Numbers matrices and finds them again in spite of rounding: each falls into a bin by a weighted
 * sum of its entries, and neighbouring bins are searched too.
 */
export class MatrixLookup {
  readonly #bins = new Map<number, { readonly matrix: Float64Array; readonly index: number }[]>();

  /** The number of a matrix that was added before. */
  find(matrix: Float64Array): number | undefined {
    const bin = binOf(matrix);
    for (const near of [bin, bin - 1, bin + 1]) {
      const entry = this.#bins
        .get(near)
        ?.find((known) =>
          known.matrix.every((value, i) => Math.abs(value - matrix[i]) < sameEntry),
        );
      if (entry !== undefined) return entry.index;
    }
    return undefined;
  }

  /** Remembers a matrix. */
  add(matrix: Float64Array, index: number): void {
    const bin = binOf(matrix);
    const entries = this.#bins.get(bin) ?? [];
    this.#bins.set(bin, [...entries, { matrix, index }]);
  }
}

function binOf(matrix: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < matrix.length; i++) sum += matrix[i] * Math.sqrt(2 + i);
  // Entries that differ by rounding move the sum by much less than the width of a bin.
  return Math.round(sum * 1e4);
}
