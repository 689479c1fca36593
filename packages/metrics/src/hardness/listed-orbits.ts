import type { PermutationGroup } from "@erlangen/groups";
import { tupleOrbit } from "./tuple-orbit.ts";

/**
 * How many orbits a group has on subsets or multisets of points, by walking through all of them: for large groups on few.
 *
 * @param size - Number of points of each.
 * @param repeats - Whether points may come again.
 */
export function countListedOrbits(group: PermutationGroup, size: number, repeats: boolean): bigint {
  const seen = new Set<string>();
  let orbits = 0n;
  for (const start of tuples({ degree: group.degree, repeats }, size, 0)) {
    if (seen.has(start.join(" "))) continue;
    orbits++;
    for (const key of tupleOrbit(group, start).keys()) seen.add(key);
  }
  return orbits;
}

function* tuples(
  points: { readonly degree: number; readonly repeats: boolean },
  size: number,
  least: number,
): Generator<readonly number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let point = least; point < points.degree; point++) {
    for (const rest of tuples(points, size - 1, points.repeats ? point : point + 1)) {
      yield [point, ...rest];
    }
  }
}
