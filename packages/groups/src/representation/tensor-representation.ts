import type { Representation } from "../group/representation.ts";
import { eachOnce } from "./each-once.ts";
import { derivationAction, productAction } from "./linear-action.ts";
import { requireDimension, requireInteger } from "./require-argument.ts";
import { actionOf, algebraActionOf, commonGroup, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";
import { trivialRepresentation } from "./trivial-representation.ts";

/**
 * The tensor product ρ₁ ⊗ ρ₂ ⊗ ...: (ρ₁ ⊗ ρ₂)(g) = ρ₁(g) ⊗ ρ₂(g), never written out unless `matrix`
 * is called.
 *
 * Shapes: dim = Π dim(ρ_i); vectors are row-major [dim(ρ₁), dim(ρ₂), ...].
 *
 * @throws ArgumentError when there is no factor, their groups differ, or dim reaches 2^53.
 */
export function tensorRepresentation<Element>(
  ...factors: readonly Representation<Element>[]
): StructuredRepresentation<Element> {
  const where = "tensorRepresentation";
  const group = commonGroup(where, factors);
  const dim = factors.reduce((product, factor) => product * factor.dim, 1);
  requireDimension(where, dim);
  return structured({
    group,
    dim,
    action: (g) => productAction(eachOnce(factors, (factor) => actionOf(factor, g))),
    algebraAction: (x) =>
      derivationAction(eachOnce(factors, (factor) => algebraActionOf(factor, x))),
  });
}

/**
 * The tensor product of `order` copies of a representation: tensors of that order.
 *
 * @param order - An integer >= 0; order 0 is the trivial representation.
 *
 * ```ts
 * import { Irreps, tensorPower } from "@erlangen/groups";
 *
 * tensorPower(Irreps.parse("1o"), 3).dim; // => 27
 * ```
 */
export function tensorPower<Element>(
  representation: Representation<Element>,
  order: number,
): StructuredRepresentation<Element> {
  requireInteger("tensorPower", "order", order);
  return order === 0
    ? trivialRepresentation(representation.group)
    : tensorRepresentation(...Array.from({ length: order }, () => representation));
}
