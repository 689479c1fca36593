import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { JointFit } from "./joint-fit.ts";
import { largestTerm, type TermSearch } from "./largest-term.ts";
import type { PolynomialBasis } from "./orthonormal-basis.ts";
import { requireArray, requireInteger, requireNumber } from "./require-argument.ts";

/** How {@link growingBasis} learns. */
export interface GrowingBasisOptions {
  /** The law of each variable, or of all of them. */
  readonly bases: PolynomialBasis | readonly PolynomialBasis[];
  /** Highest degree in one variable, from 1 to 16. */
  readonly maxDegree: number;
  /** Highest total degree of a term. Default: no limit. */
  readonly maxTotalDegree?: number;
  /** Least c² of a term that is looked for, > 0. */
  readonly threshold: number;
  /** How many standard errors a coefficient must be away from 0, >= 0. Default 4; 0 with `weights`. */
  readonly guard?: number;
  /** Learning ends when this share of the mean square of the targets is left, >= 0. Default 1e-9. */
  readonly tolerance?: number;
  /** Most terms, at least 1. Default 64. */
  readonly maxTerms?: number;
  /** Weights of the samples, [samples], with sum 1: those of a quadrature rule make all means exact. Default: equal. */
  readonly weights?: ArrayLike<number>;
}

/** A term c Π_i h_{α_i}(z_i). */
export interface PolynomialTerm {
  /** α, [variables]. */
  readonly exponents: readonly number[];
  /** c. */
  readonly coefficient: number;
}

/** A sparse polynomial, learned. */
export interface SparsePolynomial {
  /** In the order in which they were found. */
  readonly terms: readonly PolynomialTerm[];
  /** Mean square of what is left over that of the targets. */
  readonly residual: number;
  /** How many means were asked for: E y² q(z), and E y q(z) for each coefficient. */
  readonly queries: number;
  /**
   * Why learning ended: the residual is `small`, no further term is told from `noise`, or `maxTerms` is the `limit`.
   */
  readonly end: "small" | "noise" | "limit";
}

/**
 * Learns a sparse polynomial of independent variables with known laws from samples, one term after another.
 *
 * With the residual f and for the highest degrees a_1, ..., a_{i-1} of the variables before, each found given those before
 * it, the means
 *
 *     E f² Π_{j<i} h_{2 a_j}(z_j) h_{2D}(z_i) = (Σ c_α² over terms with α_j = a_j, α_i = D) Π_j t(a_j) t(D)
 *
 * vanish for D above the highest degree a_i and are positive there; t(a) = E h_a² h_{2a}. Scanning D downwards, variable by
 * variable, gives the lexicographically largest term. Its coefficient E f h_α must be above noise, or the search steps back.
 * All coefficients are then fitted together, and the residual goes on.
 *
 * These are queries of y², hence statistical but not correlational: where {@link csqLowerBound} asks for one query for each of
 * the monomials, this takes about terms · variables · maxDegree. The variables may be generators of invariants, such as
 * squares under flips of signs, or the power spectrum |x̂_k|², 0 < k < n/2, of normal x under rotations (exponential laws).
 *
 * @param inputs - z, row-major [samples, variables].
 * @param targets - y, [samples].
 * @throws ArgumentError for options out of range and numbers that are not finite; ShapeError when lengths do not fit.
 *
 * Numerics: cost O(terms · variables · maxDegree · samples); the number of samples grows with 1 / min c², the square of the
 * number of terms, and the tails of h_{2a}², which are heaviest for Hermite and Laguerre.
 *
 * Source: Andoni et al. (2014), «Learning sparse polynomial functions», algorithm «Growing-Basis»; with a guard by standard
 * errors, steps back and a joint fit.
 *
 * ```ts
 * import { growingBasis } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * const inputs = Random.fromSeed(0).uniform(3 * 20000).map((u) => 2 * u - 1);
 * const targets = Float64Array.from({ length: 20000 }, (_, i) => inputs[3 * i] * inputs[3 * i + 2]);
 * const { terms } = growingBasis(inputs, targets, { bases: "legendre", maxDegree: 3, threshold: 0.02 });
 * terms.map(({ exponents }) => exponents); // => [[1, 0, 1]]
 * terms[0].coefficient; // => 0.333333333333
 * ```
 */
export function growingBasis(
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: GrowingBasisOptions,
): SparsePolynomial {
  const search = termSearch(inputs, targets, options);
  const { maxTerms = 64, tolerance = 1e-9 } = options;
  const { weights } = search;
  const energy = meanSquare(targets, weights);
  const fit = new JointFit(targets, weights);
  const found: (readonly number[])[] = [];
  let residual: Float64Array = Float64Array.from(targets);
  let queries = 0;
  let end: SparsePolynomial["end"] | undefined;
  while (end === undefined) {
    if (meanSquare(residual, weights) <= tolerance * energy) end = "small";
    else if (found.length === maxTerms) end = "limit";
    else {
      const { term, queries: asked } = largestTerm(residual, search);
      queries += asked;
      if (term === undefined) end = "noise";
      else {
        found.push(term.exponents);
        residual = fit.add(term.values);
      }
    }
  }
  return {
    terms: found.map((exponents, i) => ({ exponents, coefficient: fit.coefficients[i] })),
    residual: energy === 0 ? 0 : meanSquare(residual, weights) / energy,
    queries,
    end,
  };
}

function meanSquare(values: ArrayLike<number>, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * values[i] * values[i];
  return sum;
}

function termSearch(
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: GrowingBasisOptions,
): TermSearch {
  const where = "growingBasis";
  const { maxDegree, maxTotalDegree = Infinity, threshold, maxTerms = 64, tolerance = 0 } = options;
  const samples = targets.length;
  const count = inputs.length / samples;
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new ShapeError(
      `${where}: expected inputs of shape [samples, variables] and targets of shape [samples], got ${inputs.length} and ${samples} numbers`,
    );
  }
  requireArray(where, inputs, {
    name: "inputs",
    axes: "[samples, variables]",
    size: inputs.length,
  });
  requireArray(where, targets, { name: "targets", axes: "[samples]", size: samples });
  requireInteger(where, "maxDegree", maxDegree, { least: 1, most: 16 });
  requireNumber(where, "maxTotalDegree", maxTotalDegree, { least: 1 });
  requireNumber(where, "threshold", threshold, { above: 0 });
  requireNumber(where, "tolerance", tolerance, { least: 0 });
  requireInteger(where, "maxTerms", maxTerms, { least: 1 });
  const guard = options.guard ?? (options.weights === undefined ? 4 : 0);
  requireNumber(where, "guard", guard, { least: 0 });
  if (options.weights !== undefined) {
    requireArray(where, options.weights, { name: "weights", axes: "[samples]", size: samples });
    const sum = Array.from(options.weights).reduce((total, weight) => total + weight, 0);
    requireNumber(where, "sum of weights", sum, { least: 1 - 1e-6, most: 1 + 1e-6 });
  }
  return {
    variables: Array.from({ length: count }, (_, variable) =>
      Float64Array.from({ length: samples }, (_unused, s) => inputs[s * count + variable]),
    ),
    bases: basesOf(options.bases, count),
    weights: Float64Array.from(options.weights ?? new Float64Array(samples).fill(1 / samples)),
    maxDegree,
    maxTotalDegree,
    threshold,
    guard,
  };
}

function basesOf(bases: GrowingBasisOptions["bases"], count: number): readonly PolynomialBasis[] {
  if (typeof bases === "string") return new Array<PolynomialBasis>(count).fill(bases);
  if (bases.length === count) return bases;
  throw new ArgumentError(
    `growingBasis: expected bases to be one or ${count}, one for each variable, got ${bases.length}`,
  );
}
