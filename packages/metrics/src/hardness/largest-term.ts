import { doublingCoefficient, recurrenceOf, type PolynomialBasis } from "./orthonormal-basis.ts";

/** Samples of independent variables, and what counts as signal. */
export interface TermSearch {
  /** One array [samples] for each variable. */
  readonly variables: readonly Float64Array[];
  readonly bases: readonly PolynomialBasis[];
  /** [samples], with sum 1. */
  readonly weights: Float64Array;
  readonly maxDegree: number;
  readonly maxTotalDegree: number;
  /** Least c² of a term. */
  readonly threshold: number;
  /** Standard errors that the coefficient of a term must be away from 0. */
  readonly guard: number;
}

/** The outcome of a search. */
export interface FoundTerm {
  /** Exponents of the term and its values at the samples; undefined when there is none. */
  readonly term:
    | { readonly exponents: readonly number[]; readonly values: Float64Array }
    | undefined;
  /** How many means were asked for. */
  readonly queries: number;
}

/** Degrees chosen for the first variables. */
interface Branch {
  readonly exponents: readonly number[];
  /** Degrees that are left. */
  readonly budget: number;
  /** The squared function times Π h_{2a}(z) / t(a), [samples]. */
  readonly square: Float64Array;
  /** Π h_a(z), [samples]. */
  readonly values: Float64Array;
}

/** A degree that proves wrong costs time, a missed one the term: standard errors for a degree over those for a term. */
const branchGuard = 0.25;
/** Terms that may prove wrong before the search gives up. */
const mostWrong = 100;

/**
 * The lexicographically largest term of a function, from the means of its square. A term whose coefficient is not told from 0
 * shows that a degree on the way was due to chance: the search steps back to the next lower one.
 *
 * @param f - The function at the samples.
 */
export function largestTerm(f: Float64Array, search: TermSearch): FoundTerm {
  const { variables, bases, weights, maxDegree, threshold, guard } = search;
  let queries = 0;
  let wrong = 0;
  const descend = (branch: Branch): FoundTerm["term"] => {
    const { exponents, budget, square, values } = branch;
    const i = exponents.length;
    if (i === variables.length) {
      queries++;
      const { mean, error } = meanProduct(f, values, weights);
      if (mean * mean > threshold && Math.abs(mean) > guard * error) return { exponents, values };
      wrong++;
      return undefined;
    }
    const [points, basis] = [variables[i], bases[i]];
    const highest = Math.min(maxDegree, budget);
    const candidates = doubledMeans(square, weights, { points, basis, highest });
    queries += highest;
    for (let degree = highest; degree >= 1; degree--) {
      const { mean, error } = candidates[degree - 1];
      if (mean <= threshold || mean <= branchGuard * guard * error) continue;
      const found = descend({
        exponents: [...exponents, degree],
        budget: budget - degree,
        square: timesPolynomial(square, {
          points,
          basis,
          degree: 2 * degree,
          scale: 1 / doublingCoefficient(basis, degree),
        }),
        values: timesPolynomial(values, { points, basis, degree, scale: 1 }),
      });
      if (found !== undefined || wrong >= mostWrong) return found;
    }
    return descend({ ...branch, exponents: [...exponents, 0] });
  };
  const term = descend({
    exponents: [],
    budget: search.maxTotalDegree,
    square: f.map((value) => value * value),
    values: new Float64Array(f.length).fill(1),
  });
  return { term, queries };
}

/** A mean over the samples. */
interface Mean {
  readonly mean: number;
  /** Its standard error. */
  readonly error: number;
}

function meanProduct(a: Float64Array, b: Float64Array, weights: Float64Array): Mean {
  let [mean, square] = [0, 0];
  for (let s = 0; s < a.length; s++) {
    const value = a[s] * b[s];
    mean += weights[s] * value;
    square += weights[s] * value * value;
  }
  return { mean, error: Math.sqrt(Math.max(0, square - mean * mean) / a.length) };
}

/** The means of `square` times h_{2D}(z) / t(D) for D = 1, ..., highest, all in one pass. */
function doubledMeans(
  square: Float64Array,
  weights: Float64Array,
  {
    points,
    basis,
    highest,
  }: { readonly points: Float64Array; readonly basis: PolynomialBasis; readonly highest: number },
): readonly Mean[] {
  const sums = new Float64Array(2 * highest + 1);
  const squares = new Float64Array(2 * highest + 1);
  const { shifts, steps } = recurrenceOf("growingBasis", basis, 2 * highest);
  for (let s = 0; s < square.length; s++) {
    let [previous, current] = [0, 1];
    for (let k = 0; k < 2 * highest; k++) {
      const next = ((points[s] - shifts[k]) * current - steps[k] * previous) / steps[k + 1];
      previous = current;
      current = next;
      if (k % 2 === 0) continue;
      const product = square[s] * current;
      sums[k + 1] += weights[s] * product;
      squares[k + 1] += weights[s] * product * product;
    }
  }
  return Array.from({ length: highest }, (_, i) => {
    const [mean, scale] = [sums[2 * i + 2], doublingCoefficient(basis, i + 1)];
    const variance = Math.max(0, squares[2 * i + 2] - mean * mean);
    return { mean: mean / scale, error: Math.sqrt(variance / square.length) / scale };
  });
}

/** values · scale · h_degree(points) */
function timesPolynomial(
  values: Float64Array,
  {
    points,
    basis,
    degree,
    scale,
  }: {
    readonly points: Float64Array;
    readonly basis: PolynomialBasis;
    readonly degree: number;
    readonly scale: number;
  },
): Float64Array {
  const { shifts, steps } = recurrenceOf("growingBasis", basis, degree);
  return values.map((value, s) => {
    let [previous, current] = [0, 1];
    for (let k = 0; k < degree; k++) {
      const next = ((points[s] - shifts[k]) * current - steps[k] * previous) / steps[k + 1];
      previous = current;
      current = next;
    }
    return value * scale * current;
  });
}
