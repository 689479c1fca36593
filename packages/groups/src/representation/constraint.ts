import { ArgumentError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { Representation } from "../group/representation.ts";
import type { LinearAction, MonomialAction } from "./linear-action.ts";
import { actionOf, algebraActionOf } from "./structured-representation.ts";

/**
 * What a vector must satisfy to be invariant: g x = x for an element (`fixes`), X x = 0 for one of
 * the Lie algebra (`vanishes`).
 */
export interface Constraint {
  readonly kind: "fixes" | "vanishes";
  readonly action: LinearAction;
}

/**
 * The constraints of the generators of the group and of a basis of its algebra: together they make
 * a vector invariant under the whole group.
 *
 * @throws ArgumentError when the group names neither.
 */
export function constraintsOf<Element>(
  where: string,
  representation: Representation<Element>,
): Constraint[] {
  const { group } = representation;
  if (group.generators === undefined && group.algebra === undefined) {
    throw new ArgumentError(
      `${where}: expected a group with generators or a Lie algebra, got ${group.name} without; give it \`generators\``,
    );
  }
  const fixed = (group.generators ?? []).map((g): Constraint => ({
    kind: "fixes",
    action: actionOf(representation, g),
  }));
  const dimension = group.algebra?.length ?? 0;
  const vanishing = Array.from({ length: dimension }, (_, a): Constraint => {
    const x = new Float64Array(dimension);
    x[a] = 1;
    return { kind: "vanishes", action: algebraActionOf(representation, x) };
  });
  return [...fixed, ...vanishing];
}

/** Elements added to the generators of a finite group. */
const extraElements = 6;

/**
 * Constraints of a few random elements of a finite group. They say nothing new, but two generators may
 * need many steps to reach all of the group, where random elements need few: the constraints become
 * well-conditioned. For other groups none.
 *
 * Source: Alon, Roichman (1994), «Random Cayley graphs and expanders».
 */
export function expandingConstraints<Element>(
  representation: Representation<Element>,
  random: Random,
): Constraint[] {
  const { group } = representation;
  const isFinite = "haarRule" in group && (group.algebra?.length ?? 0) === 0;
  return Array.from({ length: isFinite ? extraElements : 0 }, () => ({
    kind: "fixes",
    action: actionOf(representation, group.sample(random)),
  }));
}

/**
 * The constraints as signed permutations, or undefined when one of them is none (an algebra that
 * acts by 0 asks nothing).
 */
export function monomialConstraints(
  constraints: readonly Constraint[],
): readonly MonomialAction[] | undefined {
  const actions: MonomialAction[] = [];
  for (const { kind, action } of constraints) {
    if (kind === "fixes" && action.kind === "monomial") actions.push(action);
    else if (kind === "fixes" || !isZero(action)) return undefined;
  }
  return actions;
}

function isZero(action: LinearAction): boolean {
  switch (action.kind) {
    case "monomial":
      return false;
    case "dense":
      return action.entries.every((entry) => entry === 0);
    case "product":
      return action.parts.some(isZero);
    case "sum":
    case "derivation":
      return action.parts.every(isZero);
  }
}
