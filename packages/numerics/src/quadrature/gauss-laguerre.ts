import { requireInteger } from "../require.ts";
import { gaussRule } from "./gauss-rule.ts";
import type { QuadratureRule } from "./gauss-rule.ts";

/**
 * The rule for ∫_0^∞ f(x) exp(-x) dx, exact for polynomials of degree below 2n; the weights add up to 1.
 *
 * Numerics: nodes and weights within a relative 1e-12; weights below 1e-308 come out as 0.
 * Cost O(n²).
 *
 * @param n - An integer in [1, 200].
 * @throws ArgumentError when it is not.
 *
 * Source: Golub, Welsch (1969), «Calculation of Gauss quadrature rules».
 *
 * ```ts
 * import { gaussLaguerre, integrate } from "@erlangen/numerics";
 *
 * integrate(gaussLaguerre(40), Math.cos); // => 0.500000000000
 * ```
 */
export function gaussLaguerre(n: number): QuadratureRule {
  requireInteger("gaussLaguerre", "n", n, { least: 1, most: 200 });
  return gaussRule(n, { a: (k) => 2 * k + 1, b: (k) => k, mass: 1, even: false });
}
