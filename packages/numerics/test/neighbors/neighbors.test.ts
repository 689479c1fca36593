import { Random, kdTree, nearestNeighbors, type Neighbors } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, relativeError } from "../tolerances.ts";

/** The definition, with wrapped differences where a column repeats. */
function byDefinition(
  points: Float64Array,
  queries: Float64Array,
  about: { readonly columns: number; readonly count: number; readonly periods?: readonly number[] },
): Neighbors {
  const { columns, count, periods } = about;
  const rows = Array.from({ length: points.length / columns }, (_, i) => i);
  const found = Array.from({ length: queries.length / columns }, (_, q) =>
    rows
      .map((i) => {
        let sum = 0;
        for (let a = 0; a < columns; a++) {
          const direct = queries[q * columns + a] - points[i * columns + a];
          const period = periods?.[a] ?? Infinity;
          const turns = period === Infinity ? 0 : period * Math.round(direct / period);
          sum += (direct - turns) ** 2;
        }
        return { index: i, sum };
      })
      .toSorted((a, b) => a.sum - b.sum || a.index - b.index)
      .slice(0, count),
  ).flat();
  return {
    indices: Int32Array.from(found, ({ index }) => index),
    squaredDistances: Float64Array.from(found, ({ sum }) => sum),
  };
}

const cases = fc.record({
  columns: fc.integer({ min: 1, max: 40 }),
  points: fc.integer({ min: 3, max: 200 }),
  queries: fc.integer({ min: 0, max: 8 }),
  count: fc.integer({ min: 1, max: 3 }),
  // Few levels make many equal coordinates and equal distances.
  levels: fc.constantFrom(2, 5, 1e9),
  seed: fc.nat(),
});

function rowsOf(seed: number, size: number, levels: number): Float64Array {
  return Random.fromSeed(seed)
    .uniform(size)
    .map((value) => Math.floor(value * levels));
}

describe("nearestNeighbors", () => {
  it.each(["tree", "pairs"] as const)(
    "by %s finds what the definition says, ties ordered by index",
    (method) => {
      fc.assert(
        fc.property(cases, ({ columns, points, queries, count, levels, seed }) => {
          const x = rowsOf(seed, points * columns, levels);
          const y = rowsOf(seed + 1, queries * columns, levels);
          const found = nearestNeighbors(x, y, { columns, count, method });
          const expected = byDefinition(x, y, { columns, count });
          expect([...found.indices]).toEqual([...expected.indices]);
          expect([...found.squaredDistances]).toEqual([...expected.squaredDistances]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it("chooses a method that gives the same neighbours, for few and for many columns", () => {
    for (const columns of [3, 30]) {
      const x = Random.fromSeed(1).normal(300 * columns);
      const y = Random.fromSeed(2).normal(20 * columns);
      const expected = byDefinition(x, y, { columns, count: 2 });
      expect(nearestNeighbors(x, y, { columns, count: 2 })).toMatchObject(expected);
    }
  });

  it("keeps apart points whose distance is 1e-9 of their norm", () => {
    const columns = 20;
    const x = Random.fromSeed(3).normal(columns);
    const near = x.map((value, a) => (a === 7 ? value + 1e-9 : value));
    const points = Float64Array.from([...x.map((value) => value + 1e-8), ...near]);
    const { indices, squaredDistances } = nearestNeighbors(points, x, { columns, method: "pairs" });
    expect(indices[0]).toBe(1);
    expect(Math.abs(squaredDistances[0] / 1e-18 - 1)).toBeLessThan(1e-5);
  });

  const columns = 2;
  it.each([
    [
      () => nearestNeighbors([1, 2, 3], [0, 0], { columns }),
      "nearestNeighbors: expected points of shape [rows, columns] with at least 1 rows of 2, flat, got 3 numbers",
    ],
    [
      () => nearestNeighbors([1, 2, 3, NaN], [0, 0], { columns }),
      "nearestNeighbors: expected points to hold finite numbers up to 1e150, got NaN in row 1, column 1",
    ],
    [
      () => nearestNeighbors([1, 2], [Infinity, 0], { columns }),
      "nearestNeighbors: expected queries to hold finite numbers up to 1e150, got Infinity in row 0, column 0",
    ],
    [
      () => nearestNeighbors([1, 2], [0, 0], { columns, count: 2 }),
      "nearestNeighbors: expected count to be an integer from 1 to 1, got 2",
    ],
    [
      () => nearestNeighbors([1, 2], [0, 0], { columns, method: "ball" as "tree" }),
      'nearestNeighbors: expected method "tree" or "pairs", got "ball"',
    ],
    [
      () => kdTree([1, 2], { columns, periods: [1] }),
      "kdTree: expected periods of shape [columns] = [2], got 1 numbers",
    ],
    [
      () => kdTree([1, 2], { columns, periods: [1, 0] }),
      "kdTree: expected positive periods, got 0 for column 1",
    ],
  ])("says what is wrong with an argument (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});

describe("kdTree", () => {
  it("measures distances on a flat torus, for points outside its cell too", () => {
    const torus = fc.record({
      columns: fc.integer({ min: 1, max: 4 }),
      points: fc.integer({ min: 3, max: 60 }),
      count: fc.integer({ min: 1, max: 3 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(torus, ({ columns, points, count, seed }) => {
        const random = Random.fromSeed(seed);
        const periods = Array.from({ length: columns }, (_, a) => (a === 2 ? Infinity : a + 1));
        const x = random.uniform(points * columns).map((value) => 5 * value - 2);
        const y = random.uniform(5 * columns).map((value) => 5 * value - 2);
        const found = kdTree(x, { columns, periods }).nearest(y, count);
        const expected = byDefinition(x, y, { columns, count, periods });
        expect([...found.indices]).toEqual([...expected.indices]);
        expect(relativeError(found.squaredDistances, expected.squaredDistances)).toBeLessThan(
          accurate,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("finds every one of many equal points", () => {
    const points = new Float64Array(3000).fill(0.25);
    const { indices, squaredDistances } = kdTree(points, { columns: 3 }).nearest([0, 0, 0.25], 5);
    expect([...indices]).toEqual([0, 1, 2, 3, 4]);
    expect([...squaredDistances]).toEqual(new Array(5).fill(0.125));
  });
});
