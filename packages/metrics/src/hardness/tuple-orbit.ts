import type { PermutationGroup } from "@erlangen/groups";

/** The orbit of a sorted tuple of points, as sorted tuples by their text; it ends early beyond `most`. */
export function tupleOrbit(
  { generators }: PermutationGroup,
  tuple: readonly number[],
  most: number = Infinity,
): ReadonlyMap<string, readonly number[]> {
  const orbit = new Map([[tuple.join(" "), tuple]]);
  // The orbit grows while it is walked through.
  for (const one of orbit.values()) {
    for (const { images } of generators) {
      const image = one.map((point) => images[point]).toSorted((a, b) => a - b);
      orbit.set(image.join(" "), image);
    }
    if (orbit.size > most) break;
  }
  return orbit;
}
