import { ArgumentError } from "@erlangen/numerics";
import { AutomorphismSearch } from "./automorphism-search.ts";
import { ColouredGraph } from "./coloured-graph.ts";
import { Permutation } from "./permutation.ts";
import { PermutationGroup } from "./permutation-group.ts";

/**
 * The automorphisms of a graph: all permutations of its vertices that keep edges, their directions and all colours.
 *
 * Individualisation and refinement with pruning by the automorphisms found; the order is exact and needs no further
 * computation. Fast (below a second for thousands of vertices) but for graphs made to be hard, such as those of
 * projective planes and Cai, Fürer and Immerman, where the time can grow exponentially.
 *
 * ```ts
 * import { ColouredGraph, automorphismGroup } from "@erlangen/groups";
 *
 * const path = ColouredGraph.fromEdges(4, [[0, 1], [1, 2], [2, 3]]);
 * automorphismGroup(path).generators.join(" "); // => "(1 4)(2 3)"
 * ```
 */
export function automorphismGroup(graph: ColouredGraph): PermutationGroup {
  requireGraph("automorphismGroup", "graph", graph);
  const { generators, base, order } = new AutomorphismSearch(graph, { canonical: false }).run();
  return PermutationGroup.fromGenerators(
    generators.map((images) => Permutation.fromImages(images)),
    { degree: graph.vertexCount, order, base },
  );
}

/**
 * A labelling under which isomorphic graphs, and no others, become equal: `graph.relabel(canonicalLabelling(graph))`.
 *
 * It depends on this version of the library; store the relabelled graph with care.
 *
 * @returns The permutation that sends each vertex to its canonical name.
 */
export function canonicalLabelling(graph: ColouredGraph): Permutation {
  requireGraph("canonicalLabelling", "graph", graph);
  const { vertexAt } = new AutomorphismSearch(graph, { canonical: true }).run();
  return Permutation.fromImages(vertexAt).inverse();
}

/**
 * An isomorphism between two graphs: a permutation p with `first.relabel(p).equals(second)`; undefined when there is
 * none.
 */
export function isomorphism(first: ColouredGraph, second: ColouredGraph): Permutation | undefined {
  requireGraph("isomorphism", "first", first);
  requireGraph("isomorphism", "second", second);
  if (first.vertexCount !== second.vertexCount || first.edgeCount !== second.edgeCount) {
    return undefined;
  }
  const [p, q] = [canonicalLabelling(first), canonicalLabelling(second)];
  return first.relabel(p).equals(second.relabel(q)) ? q.inverse().compose(p) : undefined;
}

function requireGraph(where: string, name: string, graph: ColouredGraph): void {
  if (graph instanceof ColouredGraph) return;
  throw new ArgumentError(
    `${where}: expected ${name} to be a ColouredGraph, got ${String(graph)}; build one with ColouredGraph.fromEdges`,
  );
}
