import {
  ArgumentError,
  gaussHermite,
  gaussLaguerre,
  gaussLegendre,
  type QuadratureRule,
} from "@erlangen/numerics";
import { requireInteger } from "./require-argument.ts";

/**
 * Laws of a number with orthonormal polynomials: `hermite` the standard normal law, `legendre` the uniform one on [-1, 1],
 * `laguerre` the exponential one of mean 1.
 */
export type PolynomialBasis = "hermite" | "legendre" | "laguerre";

/** Orthonormal polynomials by b_{k+1} h_{k+1} = (x - a_k) h_k - b_k h_{k-1}, and their Gauss rule. */
interface OrthonormalSystem {
  readonly a: (k: number) => number;
  readonly b: (k: number) => number;
  /** Exact for degrees below 2 nodes; its weights add up to `mass`. */
  readonly rule: (nodes: number) => QuadratureRule;
  readonly mass: number;
}

const systems: Readonly<Record<PolynomialBasis, OrthonormalSystem>> = {
  hermite: { a: () => 0, b: Math.sqrt, rule: gaussHermite, mass: 1 },
  legendre: { a: () => 0, b: (k) => k / Math.sqrt(4 * k * k - 1), rule: gaussLegendre, mass: 2 },
  laguerre: { a: (k) => 2 * k + 1, b: (k) => k, rule: gaussLaguerre, mass: 1 },
};

/** Highest degree of a polynomial. */
const mostDegree = 64;

/**
 * The orthonormal polynomials h_0, ..., h_degree at points.
 *
 * @param points - [n]
 * @param degree - From 0 to 64.
 * @returns One array [n] for each degree.
 * @throws ArgumentError for another basis or degree.
 *
 * ```ts
 * import { orthonormalPolynomials } from "@erlangen/metrics";
 *
 * orthonormalPolynomials("hermite", [2], 2)[2][0]; // => 2.1213203436
 * ```
 */
export function orthonormalPolynomials(
  basis: PolynomialBasis,
  points: ArrayLike<number>,
  degree: number,
): readonly Float64Array[] {
  requireInteger("orthonormalPolynomials", "degree", degree, { most: mostDegree });
  const { shifts, steps } = recurrenceOf("orthonormalPolynomials", basis, degree);
  const values = [new Float64Array(points.length).fill(1)];
  for (let k = 0; k < degree; k++) {
    const current = values[k];
    const previous = values[k - 1] ?? current;
    values.push(
      current.map((h, i) => ((points[i] - shifts[k]) * h - steps[k] * previous[i]) / steps[k + 1]),
    );
  }
  return values;
}

/**
 * t(a) = E h_a² h_{2a} > 0, by Gauss quadrature; √C(2a, a) for Hermite polynomials.
 *
 * @param degree - a, from 0 to 32.
 * @throws ArgumentError for another basis or degree.
 *
 * ```ts
 * import { doublingCoefficient } from "@erlangen/metrics";
 *
 * doublingCoefficient("legendre", 1); // => 0.894427191
 * doublingCoefficient("hermite", 2) ** 2; // => 6.0000000
 * ```
 */
export function doublingCoefficient(basis: PolynomialBasis, degree: number): number {
  const where = "doublingCoefficient";
  const { rule, mass } = systemOf(where, basis);
  requireInteger(where, "degree", degree, { most: mostDegree / 2 });
  const { nodes, weights } = rule(2 * degree + 1);
  const values = orthonormalPolynomials(basis, nodes, 2 * degree);
  return nodes.reduce(
    (sum, _, i) => sum + (weights[i] / mass) * values[degree][i] ** 2 * values[2 * degree][i],
    0,
  );
}

/** a_0, ..., a_{degree-1} and 0, b_1, ..., b_degree. */
export function recurrenceOf(
  where: string,
  basis: PolynomialBasis,
  degree: number,
): { readonly shifts: Float64Array; readonly steps: Float64Array } {
  const { a, b } = systemOf(where, basis);
  return {
    shifts: Float64Array.from({ length: degree }, (_, k) => a(k)),
    steps: Float64Array.from({ length: degree + 1 }, (_, k) => (k === 0 ? 0 : b(k))),
  };
}

function systemOf(where: string, basis: PolynomialBasis): OrthonormalSystem {
  if (Object.hasOwn(systems, basis)) return systems[basis];
  throw new ArgumentError(
    `${where}: expected basis to be one of ${Object.keys(systems).join(", ")}, got ${JSON.stringify(basis)}`,
  );
}
