import { Random } from "@erlangen/numerics";
import { ColouredGraph, Permutation, PermutationGroup } from "@erlangen/groups";
import fc from "fast-check";

/** Any permutation of `degree` points. */
export function permutations(degree: number): fc.Arbitrary<Permutation> {
  return fc
    .nat({ max: 2 ** 30 })
    .map((seed) => Permutation.fromImages(Random.fromSeed(seed).permutation(degree)));
}

/** A group of small degree with one to three generators, many of them intransitive or imprimitive. */
export function smallGroups(maxDegree = 7): fc.Arbitrary<PermutationGroup> {
  return fc.integer({ min: 1, max: maxDegree }).chain((degree) =>
    fc
      .array(
        permutations(degree).chain((p) => fc.integer({ min: 1, max: 3 }).map((k) => p.power(k))),
        { minLength: 1, maxLength: 3 },
      )
      .map((generators) => PermutationGroup.fromGenerators(generators)),
  );
}

/** A graph on at most `maxVertices` vertices with few colours. */
export function colouredGraphs(maxVertices: number): fc.Arbitrary<ColouredGraph> {
  return fc
    .record({
      n: fc.integer({ min: 1, max: maxVertices }),
      seed: fc.nat({ max: 2 ** 30 }),
      directed: fc.boolean(),
      vertexKinds: fc.integer({ min: 1, max: 2 }),
      edgeKinds: fc.integer({ min: 2, max: 4 }),
    })
    .map(({ n, seed, directed, vertexKinds, edgeKinds }) => {
      const random = Random.fromSeed(seed);
      const edges: [number, number, number][] = [];
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          const colour = random.integer(edgeKinds);
          if ((directed || a <= b) && colour > 0 && (a !== b || colour === 2)) {
            edges.push([a, b, colour]);
          }
        }
      }
      const vertexColours = Array.from({ length: n }, () => random.integer(vertexKinds));
      return ColouredGraph.fromEdges(n, edges, { directed, vertexColours });
    });
}

/** All permutations of 0, ..., n - 1 as lists of images. */
export function allPermutations(n: number): readonly (readonly number[])[] {
  if (n === 0) return [[]];
  return allPermutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, place) => rest.toSpliced(place, 0, n - 1)),
  );
}
