import { ArgumentError, Random } from "@erlangen/numerics";
import {
  automorphismGroup,
  canonicalLabelling,
  ColouredGraph,
  isomorphism,
  Permutation,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPermutations, colouredGraphs } from "./arbitraries.ts";
import {
  clebschGraph,
  hoffmanSingletonGraph,
  hypercube,
  paleyGraph,
  petersenGraph,
  rookGraph,
  shrikhandeGraph,
} from "./known-graphs.ts";

/** Automorphisms by trying all permutations. */
function countAutomorphisms(graph: ColouredGraph): number {
  return allPermutations(graph.vertexCount).filter((images) =>
    graph.relabel(Permutation.fromImages(images)).equals(graph),
  ).length;
}

describe("automorphismGroup", () => {
  it.each([
    ["Petersen", petersenGraph(), 120n],
    ["hypercube Q4", hypercube(4), 384n],
    ["Hoffman-Singleton", hoffmanSingletonGraph(), 252000n],
    ["Paley(13)", paleyGraph(13), 78n],
    ["Clebsch", clebschGraph(), 1920n],
    ["Shrikhande", shrikhandeGraph(), 192n],
    ["4x4 rook", rookGraph(4), 1152n],
    ["hypercube Q7", hypercube(7), 2n ** 7n * 5040n],
  ])("of the %s graph has the known order", (_, graph, order) => {
    const group = automorphismGroup(graph);
    expect(group.order).toBe(order);
    for (const generator of group.generators) {
      expect(graph.relabel(generator).equals(graph)).toBe(true);
    }
    // The order that the search counts is the one that Schreier-Sims finds.
    expect(group.stabilizerChain().reduce((n, { orbit }) => n * BigInt(orbit.length), 1n)).toBe(
      order,
    );
  });

  it("finds what trying all permutations finds, for all kinds of coloured graphs", () => {
    fc.assert(
      fc.property(colouredGraphs(5), (graph) => {
        const group = automorphismGroup(graph);
        expect(group.order).toBe(BigInt(countAutomorphisms(graph)));
        for (const generator of group.generators) {
          expect(graph.relabel(generator).equals(graph)).toBe(true);
        }
      }),
    );
  });

  it("keeps the directions and colours of edges and the colours of vertices", () => {
    const ring = [0, 1, 2, 3, 4, 5].map((x) => [x, (x + 1) % 6] as const);
    expect(automorphismGroup(ColouredGraph.fromEdges(6, ring)).order).toBe(12n);
    expect(automorphismGroup(ColouredGraph.fromEdges(6, ring, { directed: true })).order).toBe(6n);
    const alternating = ring.map(([a, b]) => [a, b, a % 2] as const);
    expect(automorphismGroup(ColouredGraph.fromEdges(6, alternating)).order).toBe(6n);
    const vertexColours = [1, 0, 0, 0, 0, 0];
    expect(automorphismGroup(ColouredGraph.fromEdges(6, ring, { vertexColours })).order).toBe(2n);
    const loop = [...ring, [0, 0] as const];
    expect(automorphismGroup(ColouredGraph.fromEdges(6, loop)).order).toBe(2n);
  });

  it("handles graphs without edges, with all edges, and of many equal parts", () => {
    const factorial = (n: number): bigint => (n === 0 ? 1n : BigInt(n) * factorial(n - 1));
    expect(automorphismGroup(ColouredGraph.fromEdges(0, [])).order).toBe(1n);
    expect(automorphismGroup(ColouredGraph.fromEdges(50, [])).order).toBe(factorial(50));
    expect(automorphismGroup(rookGraph(1)).order).toBe(1n);
    const triangles = Array.from({ length: 20 }, (_, i) => [
      [3 * i, 3 * i + 1] as const,
      [3 * i + 1, 3 * i + 2] as const,
      [3 * i + 2, 3 * i] as const,
    ]).flat();
    expect(automorphismGroup(ColouredGraph.fromEdges(60, triangles)).order).toBe(
      6n ** 20n * factorial(20),
    );
  });

  it("refuses edges that are none", () => {
    expect(() => ColouredGraph.fromEdges(2, [[0, 2]])).toThrow(
      "expected an end of an edge to be an integer from 0 to 1, got 2",
    );
    expect(() =>
      ColouredGraph.fromEdges(2, [
        [0, 1],
        [1, 0],
      ]),
    ).toThrow("got (1, 0) twice");
    expect(() => ColouredGraph.fromEdges(2, [[0, 1, -1]])).toThrow("expected an edge colour");
    expect(() => ColouredGraph.fromEdges(2, [], { vertexColours: [0] })).toThrow(
      "expected vertexColours of shape [vertex_count] = [2], got [1]",
    );
    expect(() => ColouredGraph.fromMatrix(2, [0])).toThrow("flat with 4 numbers, got 1");
    expect(() => automorphismGroup({} as ColouredGraph)).toThrow(ArgumentError);
  });
});

describe("canonicalLabelling", () => {
  it("makes relabelled graphs equal", () => {
    fc.assert(
      fc.property(colouredGraphs(9), fc.nat({ max: 2 ** 30 }), (graph, seed) => {
        const p = Permutation.fromImages(Random.fromSeed(seed).permutation(graph.vertexCount));
        const other = graph.relabel(p);
        const [first, second] = [graph, other].map((g) => g.relabel(canonicalLabelling(g)));
        expect(first.equals(second)).toBe(true);
        const map = isomorphism(graph, other);
        expect(map !== undefined && graph.relabel(map).equals(other)).toBe(true);
      }),
    );
  });

  it("makes relabelled symmetric graphs equal", () => {
    const random = Random.fromSeed(4);
    for (const graph of [
      petersenGraph(),
      shrikhandeGraph(),
      hoffmanSingletonGraph(),
      hypercube(6),
    ]) {
      const p = Permutation.fromImages(random.permutation(graph.vertexCount));
      expect(isomorphism(graph, graph.relabel(p))).toBeDefined();
    }
  });

  it("tells the Shrikhande graph from the rook's graph, which has the same parameters", () => {
    expect(isomorphism(shrikhandeGraph(), rookGraph(4))).toBeUndefined();
    expect(isomorphism(petersenGraph(), hypercube(3))).toBeUndefined();
  });

  it("finds as many graphs on four vertices as Burnside counts: 11", () => {
    const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => [a, b] as const));
    const edges = pairs.filter(([a, b]) => a < b);
    const forms: ColouredGraph[] = [];
    for (let code = 0; code < 64; code++) {
      const graph = ColouredGraph.fromEdges(
        4,
        edges.filter((_, i) => (code >> i) % 2 === 1),
      );
      const form = graph.relabel(canonicalLabelling(graph));
      if (!forms.some((known) => known.equals(form))) forms.push(form);
    }
    expect(forms.length).toBe(11);
  });
});
