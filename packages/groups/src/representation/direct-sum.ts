import type { Representation } from "../group/representation.ts";
import { sumAction } from "./linear-action.ts";
import { eachOnce } from "./each-once.ts";
import { actionOf, algebraActionOf, commonGroup, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/** A direct sum, which remembers its terms. */
export interface DirectSum<Element> extends StructuredRepresentation<Element> {
  /** The summands in order, sums of sums taken apart. */
  readonly terms: readonly Representation<Element>[];
}

/**
 * The direct sum ρ₁ ⊕ ρ₂ ⊕ ...: block-diagonal matrices.
 *
 * Shapes: dim = Σ dim(ρ_i), the terms in order.
 *
 * @throws ArgumentError when there is none, or their groups differ.
 */
export function directSum<Element>(
  ...terms: readonly Representation<Element>[]
): DirectSum<Element> {
  const group = commonGroup("directSum", terms);
  const flat = terms.flatMap((term) => termsOf(term));
  const dim = flat.reduce((sum, term) => sum + term.dim, 0);
  const parts = structured<Element>({
    group,
    dim,
    action: (g) => sumAction(eachOnce(flat, (term) => actionOf(term, g))),
    algebraAction: (x) => sumAction(eachOnce(flat, (term) => algebraActionOf(term, x))),
  });
  return { ...parts, terms: flat };
}

/** The summands of a direct sum, or the representation itself. */
export function termsOf<Element>(
  representation: Representation<Element>,
): readonly Representation<Element>[] {
  return isDirectSum(representation) ? representation.terms : [representation];
}

function isDirectSum<Element>(
  representation: Representation<Element>,
): representation is DirectSum<Element> {
  return "terms" in representation && Array.isArray(representation.terms);
}
