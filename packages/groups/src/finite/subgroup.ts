import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import { LawGroup } from "./law-group.ts";
import { requireElement } from "./require-element.ts";
import { generatedSet, shortGenerators } from "./signed-subgroups.ts";

/** A subgroup of a finite group. */
export interface Subgroup {
  /** The group in which it lies. */
  readonly parent: FiniteGroup;
  /** Its elements, as elements of the parent, ascending. */
  readonly elements: readonly number[];
  /** Elements that generate it. */
  readonly generators: readonly number[];
  /** Number of elements. */
  readonly order: number;
  /** Number of cosets in the parent. */
  readonly index: number;
}

/**
 * The subgroup that some elements generate.
 *
 * @throws ArgumentError when one is no element.
 *
 * ```ts
 * import { cyclicGroup, subgroup } from "@erlangen/groups";
 *
 * subgroup(cyclicGroup(12), [8]).elements; // => [0, 4, 8]
 * ```
 */
export function subgroup(parent: FiniteGroup, generators: readonly number[]): Subgroup {
  for (const g of generators) requireElement("subgroup", "generators", parent, g);
  const reached = generatedSet(parent, generators);
  const moving = generators.filter((g) => g !== parent.identity);
  return subgroupOf(parent, [...reached], moving);
}

/** A subgroup from its elements, which are known to be closed. */
export function subgroupOf(
  parent: FiniteGroup,
  elements: readonly number[],
  generators: readonly number[],
): Subgroup {
  return {
    parent,
    elements: Object.freeze(elements.toSorted((a, b) => a - b)),
    generators: Object.freeze([...generators]),
    order: elements.length,
    index: parent.order / elements.length,
  };
}

/** A group together with a homomorphism into another. */
export interface EmbeddedGroup {
  /** The subgroup as a group of its own: element i is the i-th element of the subgroup. */
  readonly group: FiniteGroup;
  /** The element of the parent that an element of the group is. */
  readonly embed: (h: number) => number;
}

/**
 * A subgroup as a group of its own, with its elements numbered in the order of the parent.
 *
 * @throws ArgumentError when `elements` is not closed or lacks the identity.
 *
 * ```ts
 * import { cyclicGroup, subgroup, subgroupAsGroup } from "@erlangen/groups";
 *
 * const { group, embed } = subgroupAsGroup(subgroup(cyclicGroup(12), [8]));
 * group.order; // => 3
 * embed(group.multiply(1, 1)); // => 8
 * ```
 */
export function subgroupAsGroup({
  parent,
  elements,
}: Pick<Subgroup, "parent" | "elements">): EmbeddedGroup {
  const place = new Map(elements.map((g, i) => [g, i]));
  const find = (g: number): number => {
    const index = place.get(g);
    if (index !== undefined) return index;
    throw new ArgumentError(
      `subgroupAsGroup: expected a subgroup of ${parent.name}, got elements whose products leave it (${g})`,
    );
  };
  if (find(parent.identity) !== 0) {
    throw new ArgumentError("subgroupAsGroup: expected elements in ascending order");
  }
  const generators = shortGenerators(parent, elements);
  for (const g of elements) for (const s of generators) find(parent.multiply(g, s));
  const group = new LawGroup({
    name: `subgroup of ${parent.name}`,
    order: elements.length,
    generators: generators.map(find),
    multiply: (a, b) => find(parent.multiply(elements[a], elements[b])),
    inverse: (g) => find(parent.inverse(elements[g])),
    elementName: (g) => parent.elementName(elements[g]),
  });
  return {
    group,
    embed: (h) => {
      requireElement("EmbeddedGroup.embed", "h", group, h);
      return elements[h];
    },
  };
}
