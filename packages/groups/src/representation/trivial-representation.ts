import type { Group } from "../group/group.ts";
import { monomialAction } from "./linear-action.ts";
import { requireInteger } from "./require-argument.ts";
import { structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/**
 * The representation in which nothing moves.
 *
 * @param group - Any group.
 * @param dim - Number of invariant numbers, an integer >= 1, default 1.
 */
export function trivialRepresentation<Element>(
  group: Group<Element>,
  dim: number = 1,
): StructuredRepresentation<Element> {
  requireInteger("trivialRepresentation", "dim", dim, { least: 1, most: 2 ** 28 });
  const identity = monomialAction(Int32Array.from({ length: dim }, (_, i) => i));
  return structured({ group, dim, action: () => identity });
}
