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

/** Standard errors for a degree, as a share of those for a coefficient: a degree may prove wrong, a term is final. */
const branchGuard = 0.5;
/** Terms that may prove wrong before the search gives up. */
const mostWrong = 100;

/** A term that was found, if any, and how many means that took. */
export interface FoundTerm {
  readonly exponents: readonly number[] | undefined;
  /** The term at the samples. */
  readonly values: Float64Array;
  readonly queries: number;
}

/**
 * The lexicographically largest term of a function, from the means of its square; a coefficient that is not told from 0
 * shows that a degree on the way was due to chance, and the search steps back.
 *
 * @param values - The function at the samples.
 */
export function largestTerm(values: Float64Array, search: TermSearch): FoundTerm {
  const { variables, bases, weights, threshold, guard } = search;
  const exponents = new Array<number>(variables.length).fill(0);
  let queries = 0;
  let wrong = 0;
  /** `branch` holds the square times the doubled polynomials so far, over their doubling coefficients; `term` the term. */
  const descend = (
    i: number,
    budget: number,
    branch: Float64Array,
    term: Float64Array,
  ): Float64Array | undefined => {
    if (i === variables.length) {
      const { mean, error } = meanProduct(values, term, weights);
      queries++;
      if (mean * mean > threshold && Math.abs(mean) > guard * error) return term;
      wrong++;
      return undefined;
    }
    const highest = Math.min(search.maxDegree, budget);
    const { means, errors } = doubledMeans(branch, variables[i], {
      ...search,
      basis: bases[i],
      highest,
    });
    for (let degree = highest; degree >= 1; degree--) {
      queries++;
      if (means[degree] <= threshold || means[degree] <= branchGuard * guard * errors[degree])
        continue;
      exponents[i] = degree;
      const doubled = timesPolynomial(branch, variables[i], {
        basis: bases[i],
        degree: 2 * degree,
        scale: 1 / doublingCoefficient(bases[i], degree),
      });
      const longer = timesPolynomial(term, variables[i], { basis: bases[i], degree, scale: 1 });
      const found = descend(i + 1, budget - degree, doubled, longer);
      if (found !== undefined || wrong >= mostWrong) return found;
    }
    exponents[i] = 0;
    return descend(i + 1, budget, branch, term);
  };
  const found = descend(
    0,
    search.maxTotalDegree,
    values.map((value) => value * value),
    new Float64Array(values.length).fill(1),
  );
  return {
    exponents: found === undefined ? undefined : exponents,
    values: found ?? values,
    queries,
  };
}

/** The mean of a product over the samples, and its standard error. */
function meanProduct(
  a: Float64Array,
  b: Float64Array,
  weights: Float64Array,
): { readonly mean: number; readonly error: number } {
  let [mean, square] = [0, 0];
  for (let s = 0; s < a.length; s++) {
    const value = a[s] * b[s];
    mean += weights[s] * value;
    square += weights[s] * value * value;
  }
  return { mean, error: Math.sqrt(Math.max(0, square - mean * mean) / a.length) };
}
/** The means of `branch` times h_2, h_4, ..., h_{2 highest} over their doubling coefficients, all in one pass, by degree. */
function doubledMeans(
  branch: Float64Array,
  points: Float64Array,
  {
    weights,
    basis,
    highest,
  }: { readonly weights: Float64Array; readonly basis: PolynomialBasis; readonly highest: number },
): { readonly means: Float64Array; readonly errors: Float64Array } {
  const means = new Float64Array(highest + 1);
  const errors = new Float64Array(highest + 1);
  const { a, b } = recurrenceOf("growingBasis", basis);
  const shifts = Float64Array.from({ length: 2 * highest }, (_, k) => a(k));
  const steps = Float64Array.from({ length: 2 * highest + 1 }, (_, k) => (k === 0 ? 0 : b(k)));
  for (let s = 0; s < branch.length; s++) {
    const x = points[s];
    const value = branch[s];
    const weight = weights[s];
    let [previous, current] = [0, 1];
    for (let k = 0; k < 2 * highest; k++) {
      const next = ((x - shifts[k]) * current - steps[k] * previous) / steps[k + 1];
      previous = current;
      current = next;
      if (k % 2 === 0) continue;
      const product = value * current;
      means[(k + 1) / 2] += weight * product;
      errors[(k + 1) / 2] += weight * product * product;
    }
  }
  for (let degree = 1; degree <= highest; degree++) {
    const spread = Math.max(0, errors[degree] - means[degree] ** 2) / branch.length;
    const scale = doublingCoefficient(basis, degree);
    means[degree] /= scale;
    errors[degree] = Math.sqrt(spread) / scale;
  }
  return { means, errors };
}
function timesPolynomial(
  values: Float64Array,
  points: Float64Array,
  {
    basis,
    degree,
    scale,
  }: { readonly basis: PolynomialBasis; readonly degree: number; readonly scale: number },
): Float64Array {
  const { a, b } = recurrenceOf("growingBasis", basis);
  const shifts = Float64Array.from({ length: degree }, (_, k) => a(k));
  const steps = Float64Array.from({ length: degree + 1 }, (_, k) => (k === 0 ? 0 : b(k)));
  return values.map((value, s) => {
    let [previous, current] = [0, 1];
    for (let k = 0; k < degree; k++) {
      const next = ((points[s] - shifts[k]) * current - steps[k] * previous) / steps[k + 1];
      previous = current;
      current = next;
    }
    return value * current * scale;
  });
}
