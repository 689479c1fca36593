import { requireInteger } from "../require.ts";
import { gaussRule } from "./gauss-rule.ts";
import type { QuadratureRule } from "./gauss-rule.ts";

/**
 * The rule for ∫_-1^1 f(x) dx, exact for polynomials of degree below 2n; the weights add up to 2.
 *
 * Numerics: nodes within 1e-15, weights within a relative 1e-12 (n = 200). Cost O(n²).
 *
 * @param n - An integer in [1, 1000].
 * @throws ArgumentError when it is not.
 *
 * Source: Golub, Welsch (1969), «Calculation of Gauss quadrature rules».
 *
 * ```ts
 * import { gaussLegendre, integrate } from "@erlangen/numerics";
 *
 * integrate(gaussLegendre(5), (x) => x ** 8); // => 0.22222222222222
 * ```
 */
export function gaussLegendre(n: number): QuadratureRule {
  requireInteger("gaussLegendre", "n", n, { least: 1, most: 1000 });
  return gaussRule(n, { a: () => 0, b: (k) => k / Math.sqrt(4 * k * k - 1), mass: 2, even: true });
}
