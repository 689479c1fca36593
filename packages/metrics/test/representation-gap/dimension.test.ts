import {
  gapCurve,
  intrinsicDimension,
  planeRotations,
  signIsometries,
  type GapCurve,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { spherePoints } from "./arbitraries.ts";

const random = Random.fromSeed(21);

describe("gapCurve", () => {
  it("draws from a sampler, or splits data, and averages trials", async () => {
    const sizes = [50, 100, 200];
    const sampled = await gapCurve((stream, count) => stream.uniform(2 * count), {
      columns: 2,
      sizes,
      trials: 10,
      testSize: 400,
      random,
    });
    const data = await gapCurve(random.uniform(3000), {
      columns: 2,
      sizes,
      trials: 10,
      testSize: 400,
      random,
    });
    for (const curve of [sampled, data]) {
      expect(curve.sizes).toEqual(sizes);
      expect(curve.trials).toHaveLength(10);
      expect(curve.gaps[0] / curve.gaps[2]).toBeGreaterThan(2.5);
      expect(curve.standardErrors[1] / curve.gaps[1]).toBeLessThan(0.1);
      expect(curve.gaps[1]).toBeCloseTo(
        curve.trials.reduce((sum, row) => sum + row[1] / 10, 0),
        14,
      );
    }
    expect(Math.abs(data.gaps[1] / sampled.gaps[1] - 1)).toBeLessThan(0.2);
  });

  it("never tests on an output: distances of distinct rows stay above zero", async () => {
    const data = Float64Array.from({ length: 64 }, (_, i) => i);
    const { gaps, sizes } = await gapCurve(data, { columns: 1, random });
    expect(sizes.at(-1)).toBe(64 - 12);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1);
  });

  it.each([
    [
      { sizes: [5] },
      "gapCurve: expected at least two growing sizes up to 16, the rows left beside the test points, got 5",
    ],
    [{ sizes: [4, 17] }, "gapCurve: expected at least two growing sizes up to 16"],
    [{ sizes: [8, 4] }, "gapCurve: expected at least two growing sizes up to 16"],
    [{ testSize: 17 }, "gapCurve: expected testSize to be an integer from 1 to 16, got 17"],
    [{ trials: 1 }, "gapCurve: expected trials to be an integer >= 2, got 1"],
  ])("says what is wrong with an option (%#)", async (options, message) => {
    const data = Float64Array.from({ length: 20 }, (_, i) => i);
    await expect(gapCurve(data, { columns: 1, random, testSize: 4, ...options })).rejects.toThrow(
      message,
    );
  });
});

describe("intrinsicDimension", () => {
  const sphere = spherePoints(random, 3000, 3);

  it.each(["gap", "twoNn", "mle"] as const)(
    "of a sphere in space is 2 by %s, within its error",
    async (method) => {
      const { dimension, standardError } = await intrinsicDimension(sphere, {
        columns: 3,
        method,
        random,
      });
      expect(Math.abs(dimension - 2)).toBeLessThan(3 * standardError + 0.05);
      expect(standardError).toBeLessThan(0.2);
    },
  );

  it.each([2, 3, 4])("finds the known laws: exact power laws of dimension %i", async (d) => {
    const sizes = [10, 20, 40, 80];
    const trials = [1, 1].map(() => sizes.map((n) => 7 * n ** (-2 / d)));
    const curve: GapCurve = { sizes, gaps: trials[0], standardErrors: [0, 0, 0, 0], trials };
    const estimate = await intrinsicDimension(curve, { random });
    expect(estimate.dimension).toBeCloseTo(d, 10);
    expect(estimate.standardError).toBeLessThan(1e-8);
    for (const slope of estimate.localSlopes ?? []) expect(slope).toBeCloseTo(-2 / d, 10);
    expect(estimate.localSlopes).toHaveLength(3);
  });

  it("falls by the dimension of a group that acts freely, and not at all for a finite one", async () => {
    const points = spherePoints(random, 1500, 4);
    const phases = planeRotations([
      [0, 1],
      [2, 3],
    ]);
    for (const method of ["gap", "twoNn", "mle"] as const) {
      const options = { columns: 4, method, random, testSize: 300 };
      const none = await intrinsicDimension(points, options);
      const finite = await intrinsicDimension(points, { ...options, group: signIsometries() });
      const hopf = await intrinsicDimension(points, { ...options, group: phases });
      expect(Math.abs(none.dimension - 3)).toBeLessThan(0.35);
      expect(Math.abs(finite.dimension - 3)).toBeLessThan(0.35);
      expect(Math.abs(hopf.dimension - 2)).toBeLessThan(0.25);
    }
  });

  it("fits TwoNN by a line through the origin, as its paper does", async () => {
    const likelihood = await intrinsicDimension(sphere, { columns: 3, method: "twoNn" });
    const line = await intrinsicDimension(sphere, { columns: 3, method: "twoNn", discard: 0.1 });
    expect(line.dimension).not.toBe(likelihood.dimension);
    expect(Math.abs(line.dimension - likelihood.dimension)).toBeLessThan(0.2);
  });

  it("claims errors as large as the spread of repeated samples", async () => {
    for (const method of ["twoNn", "mle"] as const) {
      const estimates = await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          intrinsicDimension(random.split(`sample ${i}`).uniform(1200), {
            columns: 3,
            method,
            periods: [1, 1, 1],
          }),
        ),
      );
      const mean = estimates.reduce((sum, { dimension }) => sum + dimension, 0) / 60;
      const spread = Math.sqrt(
        estimates.reduce((sum, { dimension }) => sum + (dimension - mean) ** 2, 0) / 59,
      );
      const claimed = estimates.reduce((sum, { standardError }) => sum + standardError, 0) / 60;
      expect(claimed / spread).toBeGreaterThan(0.85);
      expect(claimed / spread).toBeLessThan(1.6);
      expect(Math.abs(mean - 3)).toBeLessThan(0.1);
    }
  });

  const line = Float64Array.from({ length: 40 }, (_, i) => i ** 1.5);
  it.each([
    [
      [...line, 8],
      { columns: 1, method: "twoNn" as const },
      "intrinsicDimension: expected different rows, got rows 4 and 40 equal, 1 repeated in all; leave repetitions out",
    ],
    [
      new Float64Array(20).fill(3),
      { columns: 2 },
      "intrinsicDimension: expected different rows, got rows 0 and 1 equal, 9 repeated in all",
    ],
    [
      [...line, -1],
      { columns: 1, method: "mle" as const, group: signIsometries() },
      "intrinsicDimension: expected different rows up to sign, got rows 1 and 40 at distance 0",
    ],
    [
      [1, 2, NaN, 4],
      { columns: 1 },
      "intrinsicDimension: expected data to hold finite numbers up to 1e150, got NaN in row 2, column 0",
    ],
    [
      line,
      { columns: 3 },
      "intrinsicDimension: expected data of shape [rows, columns] with columns = 3",
    ],
    [
      line,
      { columns: 1, method: "mle" as const, neighbors: 40 },
      "intrinsicDimension: expected neighbors to be an integer from 2 to 39, got 40",
    ],
    [
      line,
      { columns: 1, method: "twoNn" as const, discard: 1 },
      "intrinsicDimension: expected discard in [0, 1), got 1",
    ],
    [
      line,
      { columns: 1, method: "box" as "gap" },
      'intrinsicDimension: expected method "gap", "twoNn" or "mle", got "box"',
    ],
    [
      line.map((_, i) => i),
      { columns: 1, periods: [40], method: "twoNn" as const },
      "intrinsicDimension: expected neighbours at different distances, got all alike; a lattice has no ratios",
    ],
  ])("says what is wrong with the data or an option (%#)", async (data, options, message) => {
    await expect(intrinsicDimension(data, { random, ...options })).rejects.toThrow(message);
  });

  it("asks for what it needs", async () => {
    await expect(intrinsicDimension(line, { columns: 1 })).rejects.toThrow(
      "intrinsicDimension: expected random for the method gap, got undefined",
    );
    await expect(intrinsicDimension(line, { random })).rejects.toThrow(
      "intrinsicDimension: expected columns of the data, got undefined",
    );
    const curve: GapCurve = {
      sizes: [1, 2, 4],
      gaps: [2, 1, 0],
      standardErrors: [0, 0, 0],
      trials: [[2, 1, 0]],
    };
    await expect(intrinsicDimension(curve, { random })).rejects.toThrow(
      "intrinsicDimension: expected gaps above 0, got 0 for 4 outputs; are test points among the outputs?",
    );
    await expect(intrinsicDimension(curve, { method: "twoNn" })).rejects.toThrow(
      "intrinsicDimension: expected data for the method twoNn, got a curve",
    );
  });
});
