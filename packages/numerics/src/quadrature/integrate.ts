import type { QuadratureRule } from "./gauss-rule.ts";

/**
 * Σ_i weights[i] f(nodes[i]).
 *
 * @param rule - A quadrature rule.
 * @param f - The integrand; called once for each node.
 *
 * ```ts
 * import { gaussHermite, integrate } from "@erlangen/numerics";
 *
 * integrate(gaussHermite(4), (z) => z ** 6); // => 15.000000000000
 * ```
 */
export function integrate({ nodes, weights }: QuadratureRule, f: (x: number) => number): number {
  return nodes.reduce((sum, x, i) => sum + weights[i] * f(x), 0);
}
