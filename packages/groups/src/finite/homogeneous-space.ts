import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { Action } from "../group/group.ts";
import { LawGroup } from "./law-group.ts";
import { requireElement } from "./require-element.ts";
import type { Subgroup } from "./subgroup.ts";

/** The cosets gH of a subgroup, numbered, and how the group moves them. */
export interface HomogeneousSpace extends Action<number, number> {
  readonly group: FiniteGroup;
  /** Number of cosets, |G| / |H|. */
  readonly size: number;
  /** The smallest element of each coset, [size]; coset 0 is H itself. */
  readonly representatives: readonly number[];
  /** The coset that holds an element. */
  cosetOf(g: number): number;
  /** The coset g x. */
  act(g: number, x: number): number;
}

/**
 * The homogeneous space G/H: the cosets gH, on which G acts from the left.
 *
 * @throws ArgumentError when the group is too large to list.
 *
 * ```ts
 * import { homogeneousSpace, octahedralGroup, subgroup } from "@erlangen/groups";
 *
 * // The six faces of a cube: the first generator turns about one of them.
 * const cube = octahedralGroup();
 * homogeneousSpace(subgroup(cube, [cube.generators[0]])).size; // => 6
 * ```
 */
export function homogeneousSpace({
  parent: group,
  elements,
}: Pick<Subgroup, "parent" | "elements">): HomogeneousSpace {
  const coset = new Int32Array(group.elements.length).fill(-1);
  const representatives: number[] = [];
  for (const g of group.elements) {
    if (coset[g] >= 0) continue;
    for (const h of elements) coset[group.multiply(g, h)] = representatives.length;
    representatives.push(g);
  }
  const size = representatives.length;
  if (size * elements.length !== group.order) {
    throw new ArgumentError(
      `homogeneousSpace: expected the elements of a subgroup of ${group.name}, got a set that is not closed`,
    );
  }
  return {
    group,
    size,
    representatives: Object.freeze(representatives),
    cosetOf: (g) => {
      requireElement("HomogeneousSpace.cosetOf", "g", group, g);
      return coset[g];
    },
    act: (g, x) => {
      requireElement("HomogeneousSpace.act", "x", { name: "the space", order: size }, x);
      return coset[group.multiply(g, representatives[x])];
    },
  };
}

/** A quotient and the homomorphism onto it. */
export interface QuotientGroup {
  /** G/N: element i is the i-th coset. */
  readonly group: FiniteGroup;
  /** The coset of an element of G. */
  readonly project: (g: number) => number;
  /** The smallest element of a coset. */
  readonly lift: (coset: number) => number;
}

/**
 * The quotient of a group by a normal subgroup.
 *
 * @throws ArgumentError when the subgroup is not normal; the cosets are then a homogeneous space only.
 *
 * ```ts
 * import { quotientGroup, subgroup, symmetricGroup } from "@erlangen/groups";
 *
 * const s4 = symmetricGroup(4);
 * const doubles = [7, 16]; // (1 2)(3 4) and (1 3)(2 4)
 * quotientGroup(subgroup(s4, doubles)).group.order; // => 6
 * ```
 */
export function quotientGroup(
  normal: Pick<Subgroup, "parent" | "elements" | "generators">,
): QuotientGroup {
  const { parent, generators } = normal;
  const space = homogeneousSpace(normal);
  for (const g of parent.generators) {
    for (const n of generators) {
      const conjugate = parent.multiply(parent.multiply(g, n), parent.inverse(g));
      if (space.cosetOf(conjugate) === 0) continue;
      throw new ArgumentError(
        `quotientGroup: expected a normal subgroup of ${parent.name}, got one that ${parent.elementName(g)} moves; ` +
          "use homogeneousSpace",
      );
    }
  }
  const { representatives } = space;
  const moving = new Set(parent.generators.map((g) => space.cosetOf(g)).filter((x) => x !== 0));
  const group = new LawGroup({
    name: `quotient of ${parent.name}`,
    order: space.size,
    generators: [...moving],
    multiply: (a, b) => space.act(representatives[a], b),
    inverse: (x) => space.cosetOf(parent.inverse(representatives[x])),
    elementName: (x) => `${parent.elementName(representatives[x])} N`,
  });
  return {
    group,
    project: (g) => space.cosetOf(g),
    lift: (coset) => {
      requireElement("QuotientGroup.lift", "coset", group, coset);
      return representatives[coset];
    },
  };
}
