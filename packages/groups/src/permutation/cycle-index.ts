import { ArgumentError } from "@erlangen/numerics";
import { greatestCommonDivisor } from "./greatest-common-divisor.ts";
import { requireCount } from "./require-count.ts";

/** So many elements of a group have these cycle lengths. */
export interface CycleIndexTerm {
  /** Lengths of all cycles, the longest first, summing to the degree. */
  readonly lengths: readonly number[];
  /** Number of elements. */
  readonly count: bigint;
}

/**
 * The Hilbert series numerator(t) / Π_i (1 - t^{d_i}) of the invariant polynomials of a permutation group.
 */
export interface HilbertSeries {
  /** Coefficients from t^0 on; they count the secondary invariants by degree. */
  readonly numerator: readonly bigint[];
  /** Degrees 1, ..., n of the elementary symmetric polynomials, the primary invariants. */
  readonly denominatorDegrees: readonly number[];
}

/**
 * The cycle index Z = 1/|G| Σ_g Π_c a_{|c|} (product over the cycles c of g) of a permutation group, and the exact
 * counts of orbits that follow from it by Burnside's lemma and Pólya's theorem.
 *
 * Source: Pólya (1937), «Kombinatorische Anzahlbestimmungen für Gruppen, Graphen und chemische Verbindungen».
 *
 * ```ts
 * import { cyclicCycleIndex, symmetricCycleIndex } from "@erlangen/groups";
 *
 * cyclicCycleIndex(20).colourings(2); // => 52488n
 * symmetricCycleIndex(4).onEdges().colourings(2); // => 11n
 * symmetricCycleIndex(3).toString(); // => "1/6 (a1^3 + 3 a1 a2 + 2 a3)"
 * ```
 */
export class CycleIndex {
  /** Number of points. */
  readonly degree: number;
  /** One term for each cycle type. */
  readonly terms: readonly CycleIndexTerm[];
  /** Order of the group. */
  readonly order: bigint;

  /**
   * @param terms - Cycle types with counts, in any order; equal types are put together.
   * @throws ArgumentError when there is no term, or the lengths do not sum to one degree.
   */
  constructor(terms: readonly CycleIndexTerm[]) {
    const merged = new Map<string, CycleIndexTerm>();
    for (const { lengths, count } of terms) {
      const sorted = lengths.toSorted((a, b) => b - a);
      const key = sorted.join(" ");
      merged.set(key, { lengths: sorted, count: count + (merged.get(key)?.count ?? 0n) });
    }
    this.terms = [...merged.values()].toSorted((a, b) => compareLengths(a.lengths, b.lengths));
    this.degree = sum(this.terms[0]?.lengths ?? []);
    this.order = this.terms.reduce((order, { count }) => order + count, 0n);
    if (this.order === 0n || this.terms.some(({ lengths }) => sum(lengths) !== this.degree)) {
      throw new ArgumentError(
        `CycleIndex: expected at least one term, all of the same degree, got ${this.terms.map(({ lengths }) => `[${lengths.join(", ")}]`).join(", ") || "none"}`,
      );
    }
    Object.freeze(this);
  }

  /** Number of orbits on points: the mean number of fixed points. */
  orbits(): bigint {
    return this.#mean(fixedPoints);
  }

  /** Number of orbits on ordered pairs of points: the mean square of the number of fixed points. */
  orbitals(): bigint {
    return this.#mean((lengths) => fixedPoints(lengths) ** 2n);
  }

  /**
   * Number of orbits on colourings of the points with `colours` colours; 2 counts subsets.
   *
   * 1/|G| Σ_g colours^{cycles of g}.
   */
  colourings(colours: number | bigint): bigint {
    if (BigInt(colours) < 0n) {
      throw new ArgumentError(
        `CycleIndex.colourings: expected colours to be an integer >= 0, got ${colours}`,
      );
    }
    return this.#mean((lengths) => BigInt(colours) ** BigInt(lengths.length));
  }

  /** Number of orbits on subsets of k points: the coefficient of t^k in 1/|G| Σ_g Π_c (1 + t^{|c|}). */
  subsets(k: number): bigint {
    requireCount("CycleIndex.subsets", "k", k);
    return this.#series(k, (series, length) => {
      for (let i = k; i >= length; i--) series[i] += series[i - length];
    })[k];
  }

  /**
   * Molien's series: how many invariant polynomials of each degree are linearly independent, which is the number of
   * orbits on multisets of points. Coefficients of 1/|G| Σ_g Π_c 1/(1 - t^{|c|}).
   *
   * @param degree - The last degree.
   * @returns Coefficients of t^0, ..., t^degree.
   */
  molien(degree: number): readonly bigint[] {
    requireCount("CycleIndex.molien", "degree", degree);
    return this.#series(degree, (series, length) => {
      for (let i = length; i <= degree; i++) series[i] += series[i - length];
    });
  }

  /** Molien's series as a rational function, over the degrees of the elementary symmetric polynomials. */
  hilbertSeries(): HilbertSeries {
    const denominatorDegrees = Array.from({ length: this.degree }, (_, i) => i + 1);
    const top = (this.degree * (this.degree - 1)) / 2;
    const numerator = [...this.molien(top)];
    for (const d of denominatorDegrees) {
      for (let i = top; i >= d; i--) numerator[i] -= numerator[i - d];
    }
    while (numerator.at(-1) === 0n) numerator.pop();
    return { numerator, denominatorDegrees };
  }

  /**
   * The cycle index of the action on unordered pairs of different points: on the edges of the complete graph.
   *
   * Inside a cycle of length l the pairs make (l - 1)/2 cycles of length l for odd l, and l/2 - 1 of length l with one
   * of length l/2 for even l; between cycles of lengths l and m they make gcd(l, m) cycles of length lcm(l, m).
   */
  onEdges(): CycleIndex {
    return new CycleIndex(
      this.terms.map(({ lengths, count }) => {
        const onPairs: number[] = [];
        lengths.forEach((l, i) => {
          for (let c = 0; c < Math.floor((l - 1) / 2); c++) onPairs.push(l);
          if (l % 2 === 0) onPairs.push(l / 2);
          for (const m of lengths.slice(i + 1)) {
            const divisor = greatestCommonDivisor(l, m);
            for (let c = 0; c < divisor; c++) onPairs.push((l / divisor) * m);
          }
        });
        return { lengths: onPairs, count };
      }),
    );
  }

  /** As a polynomial in a1, a2, ..., such as `1/3 (a1^3 + 2 a3)`. */
  toString(): string {
    const terms = this.terms.map(({ lengths, count }) => {
      const factors = count === 1n ? [] : [`${count}`];
      for (const length of [...new Set(lengths)].toSorted((a, b) => a - b)) {
        const power = lengths.filter((other) => other === length).length;
        factors.push(power === 1 ? `a${length}` : `a${length}^${power}`);
      }
      return factors.join(" ") || `${count}`;
    });
    return this.order === 1n ? terms.join(" + ") : `1/${this.order} (${terms.join(" + ")})`;
  }

  #mean(value: (lengths: readonly number[]) => bigint): bigint {
    return (
      this.terms.reduce((total, { lengths, count }) => total + count * value(lengths), 0n) /
      this.order
    );
  }

  #series(degree: number, multiply: (series: bigint[], length: number) => void): readonly bigint[] {
    const total = new Array<bigint>(degree + 1).fill(0n);
    for (const { lengths, count } of this.terms) {
      const series = new Array<bigint>(degree + 1).fill(0n);
      series[0] = count;
      for (const length of lengths) if (length <= degree) multiply(series, length);
      series.forEach((coefficient, i) => (total[i] += coefficient));
    }
    return total.map((coefficient) => coefficient / this.order);
  }
}

/** Number of cycles of length 1. */
function fixedPoints(lengths: readonly number[]): bigint {
  return BigInt(lengths.filter((length) => length === 1).length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function compareLengths(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((length, i) => length !== b[i]);
  return differs === -1 ? 0 : a[differs] - b[differs];
}
