import {
  alternatingCycleIndex,
  cyclicCycleIndex,
  dihedralCycleIndex,
  mathieuGroup,
  symmetricCycleIndex,
  type CycleIndex,
  type PermutationGroup,
} from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";

/** A group on points; families come as their cycle index, which is known in closed form. */
export type PointGroup = CycleIndex | PermutationGroup;

const families: Readonly<Record<string, (points: number) => PointGroup>> = {
  A: alternatingCycleIndex,
  C: cyclicCycleIndex,
  D: dihedralCycleIndex,
  M: mathieuGroup,
  S: symmetricCycleIndex,
};

/**
 * A group on points by its name: C20, D16, S12, A5 or M24, where the number is that of the points.
 *
 * @throws ArgumentError for other names.
 */
export function pointGroupFromName(name: string): PointGroup {
  const [, letter, digits] = /^([ACDMS])([1-9]\d{0,6})$/.exec(name) ?? [];
  if (letter === undefined) {
    throw new ArgumentError(
      `csq orbits: expected --group C20, D16, S12, A5 or M24, the number being that of the points, got "${name}"; others by --degree and --generators`,
    );
  }
  return families[letter](Number(digits));
}
