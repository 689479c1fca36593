import type { Representation } from "../group/representation.ts";
import { transposed } from "./linear-action.ts";
import { actionOf, algebraActionOf, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/**
 * The dual representation on linear forms: ρ*(g) = ρ(g⁻¹)ᵀ. Equal to ρ where ρ is orthogonal.
 */
export function dualRepresentation<Element>(
  representation: Representation<Element>,
): StructuredRepresentation<Element> {
  const { group, dim } = representation;
  return structured({
    group,
    dim,
    action: (g) => transposed(actionOf(representation, group.inverse(g))),
    algebraAction: (x) => transposed(algebraActionOf(representation, x), -1),
  });
}
