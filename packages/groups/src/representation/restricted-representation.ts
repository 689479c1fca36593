import { ArgumentError } from "@erlangen/numerics";
import type { Group } from "../group/group.ts";
import type { Representation } from "../group/representation.ts";
import { actionOf, algebraActionOf, structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/** What `restrictedRepresentation` needs to know of a subgroup. */
export interface RestrictedRepresentationOptions<Element, Sub> {
  /** The smaller group. */
  readonly subgroup: Group<Sub>;
  /** The homomorphism into the larger group. */
  readonly embed: (h: Sub) => Element;
  /**
   * Its derivative, from coordinates in `subgroup.algebra` to coordinates in that of the larger
   * group. Needed when the subgroup has an algebra.
   */
  readonly embedAlgebra?: (x: ArrayLike<number>) => ArrayLike<number>;
}

/**
 * A representation seen by a subgroup, or by any group that maps to its group: ρ(embed(h)).
 *
 * @throws ArgumentError when the subgroup has a Lie algebra and `embedAlgebra` is missing.
 */
export function restrictedRepresentation<Element, Sub>(
  representation: Representation<Element>,
  { subgroup, embed, embedAlgebra }: RestrictedRepresentationOptions<Element, Sub>,
): StructuredRepresentation<Sub> {
  const continuous = (subgroup.algebra?.length ?? 0) > 0;
  if (continuous && embedAlgebra === undefined) {
    throw new ArgumentError(
      `restrictedRepresentation: expected embedAlgebra, as ${subgroup.name} has a Lie algebra, got none`,
    );
  }
  return structured({
    group: subgroup,
    dim: representation.dim,
    action: (h) => actionOf(representation, embed(h)),
    ...(embedAlgebra === undefined
      ? {}
      : { algebraAction: (x) => algebraActionOf(representation, embedAlgebra(x)) }),
  });
}
