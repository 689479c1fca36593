import { graphLiftFamily, planeCosine, planeLiftFamily, randomPlane } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { expectGram } from "./expect-gram.ts";

const float64 = 1e-10;

describe("graphLiftFamily", () => {
  /** A triangle with a tail, and a node by itself. */
  // prettier-ignore
  const adjacency = [
    0, 1, 1, 0, 0,
    1, 0, 1, 0, 0,
    1, 1, 0, 1, 0,
    0, 0, 1, 0, 0,
    0, 0, 0, 0, 0,
  ];

  it("has the mean square and the correlations that it states", () => {
    const random = Random.fromSeed(6);
    const family = graphLiftFamily({ adjacency, d: 3, k: 2 });
    expectGram(
      family,
      ["u", "v"].map((name) => randomPlane(random.split(name), 3)),
      40_000,
    );
  });

  it("keeps the bound on correlations, whatever the graph", () => {
    for (let trial = 0; trial < 10; trial++) {
      const random = Random.fromSeed(trial);
      const n = 6;
      const edges = Uint8Array.from({ length: n * n }, () => random.integer(2));
      const graph = Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i === j ? 0 : edges[Math.min(i, j) * n + Math.max(i, j)];
      });
      if (!graph.includes(1)) continue;
      const family = graphLiftFamily({ adjacency: graph, d: 5, k: 4 });
      const [first, second] = ["u", "v"].map((name) => randomPlane(random.split(name), 5));
      expect(Math.abs(family.correlation(first, second))).toBeLessThanOrEqual(
        planeCosine(first, second) ** 4 + float64,
      );
    }
  });

  it("is the plane lift on two joined nodes, but for the size", () => {
    const edge = graphLiftFamily({ adjacency: [0, 1, 1, 0], d: 4, k: 4 });
    const lift = planeLiftFamily({ d: 4, k: 4 });
    const [first, second] = ["u", "v"].map((name) =>
      randomPlane(Random.fromSeed(0).split(name), 4),
    );
    expect(edge.meanSquare).toBeCloseTo(2 * lift.meanSquare, 12);
    expect(edge.correlation(first, second)).toBeCloseTo(lift.correlation(first, second), 10);
  });

  it("refuses other matrices, graphs without edges and odd k", () => {
    const sizes = { d: 3, k: 2 };
    expect(() => graphLiftFamily({ adjacency: [0, 1, 0, 0], ...sizes })).toThrow(
      /symmetric zeros and ones, got 1 and 0 between nodes 0 and 1/,
    );
    expect(() => graphLiftFamily({ adjacency: [0, 2, 2, 0], ...sizes })).toThrow(/zeros and ones/);
    expect(() => graphLiftFamily({ adjacency: [0, 0, 0, 0], ...sizes })).toThrow(
      /a graph with an edge, got none/,
    );
    expect(() => graphLiftFamily({ adjacency: [0, 1, 1], ...sizes })).toThrow(/shape \[n, n\]/);
    expect(() => graphLiftFamily({ adjacency: [0, 1, 1, 0], d: 3, k: 5 })).toThrow(/k to be even/);
  });
});
