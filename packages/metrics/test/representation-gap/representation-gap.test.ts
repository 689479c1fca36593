import {
  imageIsometries,
  offManifoldError,
  representationGap,
  signIsometries,
  spatialIsometries,
  translations,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { clouds, fc, rowsOf, tolerances } from "./arbitraries.ts";

describe("representationGap", () => {
  it("is the mean of the squared distances that the definition gives", async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async (cloud) => {
        const { columns, rows } = cloud;
        const [test, outputs] = [rowsOf(cloud, "test"), rowsOf(cloud, "outputs")];
        const { gap, nearest, squaredDistances } = await representationGap(test, outputs, {
          columns,
        });
        let total = 0;
        for (let y = 0; y < rows; y++) {
          const distances = Array.from({ length: rows }, (_, z) =>
            Array.from(
              { length: columns },
              (__, a) => (test[y * columns + a] - outputs[z * columns + a]) ** 2,
            ).reduce((sum, d) => sum + d, 0),
          );
          expect(squaredDistances[y]).toBe(Math.min(...distances));
          expect(nearest[y]).toBe(distances.indexOf(Math.min(...distances)));
          total += Math.min(...distances);
        }
        expect(Math.abs(gap - total / rows)).toBeLessThan(tolerances.float64);
      }),
    );
  });

  it("is zero exactly when every test point is an output", async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async (cloud) => {
        const points = rowsOf(cloud, "points");
        const { columns } = cloud;
        expect((await representationGap(points, points, { columns })).gap).toBe(0);
        const moved = points.map((value, i) => (i === 0 ? value + 1e-3 : value));
        expect((await representationGap(moved, points, { columns })).gap).toBeGreaterThan(0);
      }),
    );
  });

  it("never grows with more outputs, junk among them", async () => {
    await fc.assert(
      fc.asyncProperty(clouds, async (cloud) => {
        const { columns } = cloud;
        const test = rowsOf(cloud, "test");
        const some = rowsOf(cloud, "outputs");
        const more = Float64Array.from([...some, ...rowsOf(cloud, "junk").map((x) => 3 * x)]);
        const [a, b] = [
          await representationGap(test, some, { columns }),
          await representationGap(test, more, { columns }),
        ];
        expect(b.gap).toBeLessThanOrEqual(a.gap);
      }),
    );
  });

  it("grows with the square of a common scale", async () => {
    await fc.assert(
      fc.asyncProperty(
        clouds,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        async (cloud, c) => {
          const { columns } = cloud;
          const [test, outputs] = [rowsOf(cloud, "test"), rowsOf(cloud, "outputs")];
          const plain = await representationGap(test, outputs, { columns });
          const scaled = await representationGap(
            test.map((x) => c * x),
            outputs.map((x) => c * x),
            { columns },
          );
          expect(Math.abs(scaled.gap / (c * c * plain.gap) - 1)).toBeLessThan(tolerances.float64);
        },
      ),
    );
  });

  it("does not change when both sets are turned and moved together", async () => {
    const random = Random.fromSeed(3);
    const columns = 15;
    const turn = random.orthogonal(columns);
    const shift = random.normal(columns);
    const move = (rows: Float64Array): Float64Array =>
      Float64Array.from({ length: rows.length }, (_, place) => {
        const [i, a] = [Math.floor(place / columns), place % columns];
        let sum = shift[a];
        for (let b = 0; b < columns; b++) sum += turn[a * columns + b] * rows[i * columns + b];
        return sum;
      });
    const [test, outputs] = [random.normal(30 * columns), random.normal(50 * columns)];
    const plain = await representationGap(test, outputs, { columns });
    const moved = await representationGap(move(test), move(outputs), { columns });
    expect(Math.abs(moved.gap / plain.gap - 1)).toBeLessThan(tolerances.float64);
    expect([...moved.nearest]).toEqual([...plain.nearest]);
  });

  it("keeps its digits when the gap is 1e-16 of the squared norms", async () => {
    const columns = 30;
    const outputs = Random.fromSeed(4)
      .normal(40 * columns)
      .map((x) => x + 1000);
    const test = outputs.map((x, i) => (i % columns === 0 ? x + 1e-6 : x));
    const { gap } = await representationGap(test, outputs, { columns });
    const expected = test.reduce((sum, x, i) => sum + (x - outputs[i]) ** 2, 0) / 40;
    expect(gap / expected).toBeCloseTo(1, 12);
  });

  it("gives a standard error that repeated test sets show", async () => {
    const outputs = Random.fromSeed(5).uniform(20);
    const runs = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        representationGap(Random.fromSeed(100 + i).uniform(100), outputs, { columns: 1 }),
      ),
    );
    const mean = runs.reduce((sum, { gap }) => sum + gap, 0) / runs.length;
    const spread = Math.sqrt(runs.reduce((sum, { gap }) => sum + (gap - mean) ** 2, 0) / 199);
    const claimed = runs.reduce((sum, { standardError }) => sum + standardError, 0) / runs.length;
    expect(Math.abs(claimed / spread - 1)).toBeLessThan(0.15);
  });

  it("weighs test points: a weight of 2 is the same point twice", async () => {
    const [test, outputs] = [
      [0.1, 0.5, 0.9],
      [0, 1],
    ];
    const twice = await representationGap([0.1, 0.5, 0.5, 0.9], outputs, { columns: 1 });
    const weighted = await representationGap(test, outputs, { columns: 1, weights: [1, 2, 1] });
    expect(weighted.gap).toBeCloseTo(twice.gap, 15);
    expect(weighted.quantiles.find(([p]) => p === 0.75)?.[1]).toBe(0.25);
    const { gap, standardError } = await representationGap(test, outputs, { columns: 1 });
    const equal = await representationGap(test, outputs, { columns: 1, weights: [7, 7, 7] });
    expect(equal.gap).toBeCloseTo(gap, 15);
    expect(equal.standardError).toBeCloseTo(standardError, 15);
  });

  it("measures on a flat torus, and under translations of some of its columns", async () => {
    const test = [0.95, 0.2, 0.5, 0.5];
    const outputs = [0.05, 0.3, 0.4, 0.9];
    const periods = [1, 1];
    const plain = await representationGap(test, outputs, { columns: 2, periods });
    expect([...plain.squaredDistances]).toEqual(
      [0.1 ** 2 + 0.1 ** 2, 0.1 ** 2 + 0.4 ** 2].map((x) => expect.closeTo(x, 12)),
    );
    const group = translations([0]);
    const moved = await representationGap(test, outputs, { columns: 2, periods, group });
    expect([...moved.squaredDistances]).toEqual(
      [0.1 ** 2, 0.2 ** 2].map((x) => expect.closeTo(x, 12)),
    );
  });

  it("has a companion that sees what it cannot: outputs off the truth", async () => {
    const truth = [0, 1, 2];
    const outputs = [0, 1, 2, 5];
    expect((await representationGap(truth, outputs, { columns: 1 })).gap).toBe(0);
    expect((await offManifoldError(outputs, truth, { columns: 1 })).gap).toBe(9 / 4);
  });

  const columns = 2;
  it.each([
    [
      [1, 2, 3],
      [1, 2],
      { columns },
      "representationGap: expected test of shape [rows, columns] with columns = 2 and at least 1 rows, flat, got 3 numbers",
    ],
    [
      [1, 2],
      [],
      { columns },
      "representationGap: expected outputs of shape [rows, columns] with columns = 2 and at least 1 rows, flat, got 0 numbers",
    ],
    [
      [1, 2],
      [0, 0, 1, NaN],
      { columns },
      "representationGap: expected outputs to hold finite numbers up to 1e150, got NaN in row 1, column 1",
    ],
    [
      [1, 2],
      [1, 2],
      { columns: 0 },
      "representationGap: expected columns to be an integer >= 1, got 0",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, weights: [1, 2] },
      "representationGap: expected weights of shape [test] = [1], got 2 numbers",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, weights: [-1] },
      "representationGap: expected weights >= 0, got -1 in row 0",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, weights: [0] },
      "representationGap: expected a weight above 0, got none",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, group: spatialIsometries() },
      "representationGap: expected columns to be a multiple of 3 for the group SO(3), got 2",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, group: imageIsometries(2) },
      "representationGap: expected columns to be 4 for the group C4 of 2 x 2 images, got 2",
    ],
    [
      [1, 2],
      [1, 2],
      { columns, periods: [1, 1], group: signIsometries() },
      "representationGap: expected translations as the group of a flat torus, got sign",
    ],
  ])("says what is wrong with an argument (%#)", async (test, outputs, options, message) => {
    await expect(representationGap(test, outputs, options)).rejects.toThrow(message);
  });
});
