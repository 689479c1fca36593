import {
  gaussHermite,
  gaussLaguerre,
  gaussLegendre,
  type QuadratureRule,
} from "@erlangen/numerics";
import type { PolynomialBasis } from "@erlangen/metrics";

/** The rule of a basis with weights of sum 1. */
export function ruleOf(basis: PolynomialBasis, nodes: number): QuadratureRule {
  if (basis === "hermite") return gaussHermite(nodes);
  if (basis === "laguerre") return gaussLaguerre(nodes);
  const rule = gaussLegendre(nodes);
  return { nodes: rule.nodes, weights: rule.weights.map((weight) => weight / 2) };
}
