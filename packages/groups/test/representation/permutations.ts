import { permutationRepresentation } from "@erlangen/groups";
import type { Group, Representation } from "@erlangen/groups";

/** The symmetric group on n points; elements are lists of images. */
export function permutationsOf(n: number): Group<Int32Array> {
  const identity = Int32Array.from({ length: n }, (_, i) => i);
  const swap = identity.map((i) => (i === 0 ? 1 : i === 1 ? 0 : i));
  return {
    name: `S_${n}`,
    identity,
    generators: [swap, identity.map((i) => (i + 1) % n)],
    compose: (g, h) => h.map((x) => g[x]),
    inverse: (g) => {
      const back = new Int32Array(n);
      g.forEach((y, x) => {
        back[y] = x;
      });
      return back;
    },
    equals: (g, h) => g.every((y, x) => y === h[x]),
    sample: (random) => random.permutation(n),
  };
}

/** How it permutes unit vectors. */
export function points(group: Group<Int32Array>, degree: number): Representation<Int32Array> {
  return permutationRepresentation(group, { degree, image: (g, x) => g[x] });
}
