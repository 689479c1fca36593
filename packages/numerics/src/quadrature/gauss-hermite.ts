import { requireInteger } from "../require.ts";
import { gaussRule } from "./gauss-rule.ts";
import type { QuadratureRule } from "./gauss-rule.ts";

/**
 * The rule for the mean of f(z) over a standard normal z, ∫ f(z) exp(-z²/2) dz / sqrt(2π), exact for polynomials of
 * degree below 2n; the weights add up to 1.
 *
 * This is the probabilists' rule. A function with singularities at distance d from the real axis has an error of
 * about exp(-d sqrt(2n)).
 *
 * Numerics: nodes within a relative 1e-15, weights within a relative 1e-12, the tiny ones of the tails too. Cost O(n²).
 *
 * @param n - An integer in [1, 300].
 * @throws ArgumentError when it is not.
 *
 * Source: Golub, Welsch (1969), «Calculation of Gauss quadrature rules».
 *
 * ```ts
 * import { gaussHermite, integrate } from "@erlangen/numerics";
 *
 * const silu = (z: number) => z / (1 + Math.exp(-z));
 * const secondMoment = integrate(gaussHermite(100), (z) => silu(z) ** 2);
 * 1 / Math.sqrt(secondMoment); // => 1.676532470331
 * ```
 */
export function gaussHermite(n: number): QuadratureRule {
  requireInteger("gaussHermite", "n", n, { least: 1, most: 300 });
  return gaussRule(n, { a: () => 0, b: (k) => Math.sqrt(k), mass: 1, even: true });
}
