import { ArgumentError } from "@erlangen/numerics";
import type { FiniteGroup } from "../group/finite-group.ts";
import type { Group } from "../group/group.ts";
import type { FinitePermutationGroup } from "../finite/finite-permutation-group.ts";
import { homogeneousSpace } from "../finite/homogeneous-space.ts";
import type { HomogeneousSpace } from "../finite/homogeneous-space.ts";
import type { PermutationGroup } from "../permutation/permutation-group.ts";
import type { Permutation } from "../permutation/permutation.ts";
import { monomialAction } from "./linear-action.ts";
import type { MonomialAction } from "./linear-action.ts";
import { requireInteger } from "./require-argument.ts";
import { structured } from "./structured-representation.ts";
import type { StructuredRepresentation } from "./structured-representation.ts";

/** The points that `permutationRepresentation` permutes, and how. */
export interface PermutationRepresentationOptions<Element> {
  /** Number of points, an integer >= 1. */
  readonly degree: number;
  /** Where `g` takes a point, both in 0, ..., degree - 1. */
  readonly image: (g: Element, point: number) => number;
}

/**
 * The permutation representation of an action on points: ρ(g) e_x = e_{g x}.
 *
 * The Lie algebra, where there is one, acts by 0, as continuous motions fix discrete points.
 *
 * @param group - Any group.
 * @param options - `degree` and `image`; may be left out for a permutation group, which permutes its
 * own points.
 * @throws ArgumentError when the degree is out of range; `matrix(g)` throws it when the images of
 * the points under g are no permutation.
 *
 * ```ts
 * import { cyclicGroup, permutationRepresentation, symmetricGroup } from "@erlangen/groups";
 *
 * permutationRepresentation(symmetricGroup(5)).dim; // => 5
 * const ring = permutationRepresentation(cyclicGroup(3), {
 *   degree: 3,
 *   image: (g, x) => (g + x) % 3,
 * });
 * [...ring.matrix(1)]; // => [0, 0, 1, 1, 0, 0, 0, 1, 0]
 * ```
 */
export function permutationRepresentation(
  group: PermutationGroup,
): StructuredRepresentation<Permutation>;
export function permutationRepresentation(
  group: FinitePermutationGroup,
): StructuredRepresentation<number>;
export function permutationRepresentation<Element>(
  group: Group<Element>,
  options: PermutationRepresentationOptions<Element>,
): StructuredRepresentation<Element>;
export function permutationRepresentation<Element>(
  group: Group<Element>,
  options?: PermutationRepresentationOptions<Element>,
): StructuredRepresentation<Element> {
  const { degree, imagesOf } = options === undefined ? ownPoints(group) : pointsBy(options);
  requireInteger("permutationRepresentation", "degree", degree, { least: 1, most: 2 ** 28 });
  return structured({ group, dim: degree, action: (g) => permutationAction(imagesOf(g)) });
}

interface Points<Element> {
  readonly degree: number;
  readonly imagesOf: (g: Element) => Int32Array;
}

function pointsBy<Element>({
  degree,
  image,
}: PermutationRepresentationOptions<Element>): Points<Element> {
  return { degree, imagesOf: (g) => Int32Array.from({ length: degree }, (_, x) => image(g, x)) };
}

/** The points of a permutation group. */
function ownPoints<Element>(group: Group<Element>): Points<Element> {
  if (!("degree" in group && typeof group.degree === "number")) {
    throw new ArgumentError(
      `permutationRepresentation: expected options for ${group.name}, which names no points of its own, got none`,
    );
  }
  // Elements of a finite permutation group are numbers, those of the other permutations.
  const imagesOf =
    "permutation" in group
      ? (g: Element) => (group as unknown as FinitePermutationGroup).permutation(g as number)
      : (g: Element) => Int32Array.from((g as Permutation).images);
  return { degree: group.degree, imagesOf };
}

/**
 * The regular representation of a finite group: functions on the group, moved along by ρ(g) e_h =
 * e_{g h}.
 *
 * It contains each complex irrep as often as the dimension of that irrep.
 *
 * Shapes: dim = |G|, axes in the order of `group.elements`.
 */
export function regularRepresentation(group: FiniteGroup): StructuredRepresentation<number> {
  return permutationRepresentation(group, {
    degree: group.order,
    image: (g, h) => group.multiply(g, h),
  });
}

/**
 * The representation of a finite group on the cosets g H of a subgroup: functions on the
 * homogeneous space G/H, moved along by ρ(g) e_{x H} = e_{g x H}.
 *
 * Shapes: dim = |G|/|H|, the cosets in the order of their first elements in `group.elements`.
 *
 * @param subgroup - The elements of H.
 * @throws ArgumentError when they are no subgroup.
 */
export function quotientRepresentation(
  group: FiniteGroup,
  subgroup: readonly number[],
): StructuredRepresentation<number> {
  const cosets = cosetsOf("quotientRepresentation", group, subgroup);
  return permutationRepresentation(group, {
    degree: cosets.size,
    image: (g, x) => cosets.act(g, x),
  });
}

/** The cosets g H of a subgroup; refuses what is none. */
export function cosetsOf(
  where: string,
  group: FiniteGroup,
  subgroup: readonly number[],
): HomogeneousSpace {
  const members = new Set(subgroup);
  for (const h of members) {
    if (!(Number.isInteger(h) && h >= 0 && h < group.order)) {
      throw new ArgumentError(
        `${where}: expected subgroup to hold elements 0 to ${group.order - 1}, got ${String(h)}`,
      );
    }
  }
  if (!members.has(group.identity)) {
    throw new ArgumentError(`${where}: expected subgroup to contain the identity, got none`);
  }
  for (const g of members) {
    for (const h of members) {
      if (members.has(group.multiply(g, h))) continue;
      throw new ArgumentError(
        `${where}: expected subgroup to be closed, got ${group.elementName(g)} times ${group.elementName(h)} outside it`,
      );
    }
  }
  return homogeneousSpace({ parent: group, elements: [...members] });
}

/** The monomial matrix of a permutation; refuses what is none. */
function permutationAction(image: Int32Array): MonomialAction {
  const hit = new Uint8Array(image.length);
  for (const [point, target] of image.entries()) {
    if (target < 0 || target >= image.length || hit[target] === 1) {
      throw new ArgumentError(
        `permutationRepresentation: expected images that are a permutation of 0 to ${image.length - 1}, got ${target} as that of ${point}`,
      );
    }
    hit[target] = 1;
  }
  return monomialAction(image);
}
