import { Random, kMeansPlusPlus, lloyd, nearestNeighbors } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate } from "../tolerances.ts";

const cases = fc.record({
  columns: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 4, max: 60 }),
  clusters: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(),
});

describe("lloyd", () => {
  it("ends where every point is with its nearest centre and every centre is the mean of its points", () => {
    fc.assert(
      fc.property(cases, ({ columns, rows, clusters, seed }) => {
        const random = Random.fromSeed(seed);
        const points = random.normal(rows * columns);
        const { centres, assignment, meanSquaredDistance } = lloyd(points, {
          columns,
          clusters,
          random,
          restarts: 2,
          tolerance: 0,
        });
        const nearest = nearestNeighbors(centres, points, { columns });
        expect([...assignment]).toEqual([...nearest.indices]);
        const mean = nearest.squaredDistances.reduce((sum, value) => sum + value, 0) / rows;
        expect(Math.abs(meanSquaredDistance - mean)).toBeLessThan(accurate);
        for (let k = 0; k < clusters; k++) {
          const members = [...assignment.keys()].filter((i) => assignment[i] === k);
          expect(members.length).toBeGreaterThan(0);
          for (let a = 0; a < columns; a++) {
            const centre = members.reduce((sum, i) => sum + points[i * columns + a], 0);
            expect(Math.abs(centres[k * columns + a] - centre / members.length)).toBeLessThan(
              1e-10,
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("finds clusters that lie far apart", () => {
    const random = Random.fromSeed(5);
    const truth = [0, 0, 100, 0, 0, 100, 100, 100];
    const points = random.normal(800).map((value, i) => value + truth[i % 8]);
    const { meanSquaredDistance } = lloyd(points, { columns: 2, clusters: 4, random });
    expect(meanSquaredDistance).toBeLessThan(2.3);
  });

  it("is never worse with more restarts", () => {
    const points = Random.fromSeed(6).uniform(400);
    const costs = [1, 5, 20].map(
      (restarts) =>
        lloyd(points, { columns: 2, clusters: 12, random: Random.fromSeed(7), restarts })
          .meanSquaredDistance,
    );
    expect(costs[1]).toBeLessThanOrEqual(costs[0]);
    expect(costs[2]).toBeLessThanOrEqual(costs[1]);
  });

  it("fills empty cells: as many centres as different points leave no distance", () => {
    const points = [0, 0, 0, 0, 0, 0, 0, 0, 3, 7];
    const { centres, meanSquaredDistance } = lloyd(points, {
      columns: 1,
      clusters: 3,
      random: Random.fromSeed(8),
    });
    expect([...centres].toSorted((a, b) => a - b)).toEqual([0, 3, 7]);
    expect(meanSquaredDistance).toBe(0);
  });

  const random = Random.fromSeed(0);
  it.each([
    [{ clusters: 4 }, "lloyd: expected clusters to be an integer from 1 to 3, got 4"],
    [{ clusters: 2, restarts: 0 }, "lloyd: expected restarts to be an integer from 1"],
    [{ clusters: 2, tolerance: NaN }, "lloyd: expected tolerance >= 0, got NaN"],
  ])("says what is wrong with an option (%#)", (options, message) => {
    expect(() => lloyd([1, 2, 3], { columns: 1, random, ...options })).toThrow(message);
  });
});

describe("kMeansPlusPlus", () => {
  it("draws the second centre with a probability in proportion to the squared distance", () => {
    // From 0 the points 1 and 2 have the weights 1 and 4.
    const points = [0, 1, 2];
    const seconds = Array.from({ length: 4000 }, (_, seed) =>
      kMeansPlusPlus(points, { columns: 1, clusters: 2, random: Random.fromSeed(seed) }),
    ).filter(([first]) => first === 0);
    const twos = seconds.filter(([, second]) => second === 2).length / seconds.length;
    const fourStandardErrors = 4 * Math.sqrt((0.8 * 0.2) / seconds.length);
    expect(Math.abs(twos - 0.8)).toBeLessThan(fourStandardErrors);
  });

  it("draws only points of the data, no place twice while others are left", () => {
    const points = Float64Array.from({ length: 12 }, (_, i) => i * i);
    const centres = kMeansPlusPlus(points, {
      columns: 1,
      clusters: 12,
      random: Random.fromSeed(1),
    });
    expect([...centres].toSorted((a, b) => a - b)).toEqual([...points]);
  });
});
