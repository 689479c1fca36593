import type { Partition } from "./partition.ts";

/** A standard tableau: the row of each number 1, ..., n. */
export type Tableau = readonly number[];

/** The action of a transposition (k k+1) on one basis vector. */
interface SwapEntry {
  /** The diagonal entry 1 / r, where r is the distance of k+1 from k along the rim. */
  readonly stay: number;
  /** The off-diagonal entry sqrt(1 - 1/r²). */
  readonly cross: number;
  /** The vector that belongs to the tableau with k and k+1 swapped; itself where there is none. */
  readonly partner: number;
}

/**
 * Young's orthogonal form: the irrep of S_n for a partition, on a basis of standard tableaux.
 *
 * (k k+1) v_T = 1/r v_T + sqrt(1 - 1/r²) v_T', where r = c(k+1) - c(k), the content c is column
 * minus row, and T' is T with k and k+1 swapped. Tableaux are listed by the row of n, then of n - 1,
 * and so on, so that the restriction to S_(n-1) is block-diagonal.
 *
 * Source: James, Kerber (1981), «The Representation Theory of the Symmetric Group», section 3.4.
 */
export class YoungForm {
  /** The tableaux, one for each basis vector. */
  readonly tableaux: readonly Tableau[];
  readonly #swaps: readonly (readonly SwapEntry[])[];

  constructor(partition: Partition) {
    this.tableaux = standardTableaux(partition);
    const index = new Map(this.tableaux.map((tableau, i) => [tableau.join(), i]));
    const length = partition.reduce((sum, part) => sum + part, 0);
    this.#swaps = Array.from({ length: Math.max(length - 1, 0) }, (_, k) =>
      this.tableaux.map((tableau, i): SwapEntry => {
        const contents = contentsOf(tableau);
        const stay = 1 / (contents[k + 1] - contents[k]);
        const cross = Math.sqrt(Math.max(0, 1 - stay * stay));
        return { stay, cross, partner: index.get(swapped(tableau, k).join()) ?? i };
      }),
    );
  }

  /** Dimension of the irrep. */
  get dim(): number {
    return this.tableaux.length;
  }

  /**
   * Multiplies from the left by the transposition of the points k and k + 1, in place.
   *
   * @param matrix - [dim, columns].
   */
  swapRows(matrix: Float64Array, columns: number, k: number): void {
    this.#swaps[k].forEach(({ stay, cross, partner }, i) => {
      if (partner < i) return;
      const [upper, lower] = [i * columns, partner * columns];
      for (let j = 0; j < columns; j++) {
        const [a, b] = [matrix[upper + j], matrix[lower + j]];
        matrix[upper + j] = stay * a + (partner === i ? 0 : cross * b);
        if (partner !== i) matrix[lower + j] = cross * a - stay * b;
      }
    });
  }

  /** The matrix of a permutation, [dim, dim]: a product of at most n (n - 1) / 2 sparse factors. */
  matrix(image: ArrayLike<number>): Float64Array {
    const matrix = new Float64Array(this.dim * this.dim);
    for (let i = 0; i < this.dim; i++) matrix[i * (this.dim + 1)] = 1;
    for (const k of adjacentSwaps(image)) this.swapRows(matrix, this.dim, k);
    return matrix;
  }
}

/** Positions k1, k2, ... with g = ... (k2 k2+1) (k1 k1+1), fewest possible: insertion sort. */
function adjacentSwaps(image: ArrayLike<number>): number[] {
  const sorted = Array.from(image);
  const swaps: number[] = [];
  for (let end = 1; end < sorted.length; end++) {
    for (let k = end - 1; k >= 0 && sorted[k] > sorted[k + 1]; k--) {
      [sorted[k], sorted[k + 1]] = [sorted[k + 1], sorted[k]];
      swaps.push(k);
    }
  }
  return swaps;
}

/** 1 or -1 by the number of inversions of a tableau read row by row: swapping k and k+1 flips it. */
export function tableauSign(tableau: Tableau): number {
  let inversions = 0;
  for (let k = 0; k < tableau.length; k++) {
    for (let later = k + 1; later < tableau.length; later++) {
      if (tableau[later] < tableau[k]) inversions++;
    }
  }
  return inversions % 2 === 0 ? 1 : -1;
}

/** The tableau with rows and columns swapped. */
export function transposedTableau(tableau: Tableau): Tableau {
  return columnsOf(tableau);
}

function standardTableaux(partition: Partition): Tableau[] {
  if (partition.length === 0) return [[]];
  return partition.flatMap((part, row) => {
    if (part === partition[row + 1]) return [];
    const smaller = partition.with(row, part - 1).filter((rest) => rest > 0);
    return standardTableaux(smaller).map((tableau) => tableau.concat(row));
  });
}

/** The column of each number: how many came into its row before. */
function columnsOf(tableau: Tableau): number[] {
  const lengths: number[] = [];
  return tableau.map((row) => {
    const column = lengths[row] ?? 0;
    lengths[row] = column + 1;
    return column;
  });
}

function contentsOf(tableau: Tableau): number[] {
  return columnsOf(tableau).map((column, k) => column - tableau[k]);
}

/** The tableau with k and k+1 swapped (not always a standard one). */
function swapped(tableau: Tableau, k: number): Tableau {
  return tableau.with(k, tableau[k + 1]).with(k + 1, tableau[k]);
}
