import { DisjointSets } from "./disjoint-sets.ts";

/** The orbits of the generated group on 0, ..., degree - 1, each sorted, in order of their smallest points. */
export function orbitsOf(generators: readonly Int32Array[], degree: number): number[][] {
  const sets = new DisjointSets(degree);
  for (const images of generators) {
    for (let x = 0; x < degree; x++) sets.union(x, images[x]);
  }
  return sets.sets();
}

/** The orbit of a point in order of discovery (breadth first). */
export function orbitOf(generators: readonly Int32Array[], point: number): number[] {
  const seen = new Set([point]);
  for (const x of seen) for (const images of generators) seen.add(images[x]);
  return [...seen];
}
