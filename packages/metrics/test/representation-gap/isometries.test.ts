import {
  axisRotations,
  imageIsometries,
  independentRotations,
  matrixIsometries,
  permutationIsometries,
  planeRotations,
  representationGap,
  signIsometries,
  spatialIsometries,
  translations,
  type Isometries,
} from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { fc, tolerances } from "./arbitraries.ts";

/** A rotation of the plane by an angle, as [columns, columns] on the given planes. */
function turn(
  columns: number,
  planes: readonly (readonly [number, number])[],
  angle: number,
): Float64Array {
  const matrix = new Float64Array(columns * columns);
  for (let a = 0; a < columns; a++) matrix[a * columns + a] = 1;
  for (const [p, q] of planes) {
    matrix[p * columns + p] = Math.cos(angle);
    matrix[q * columns + q] = Math.cos(angle);
    matrix[q * columns + p] = Math.sin(angle);
    matrix[p * columns + q] = -Math.sin(angle);
  }
  return matrix;
}

/** The same 3x3 matrix on every point of a row. */
function onPoints(columns: number, rotation: ArrayLike<number>): Float64Array {
  const matrix = new Float64Array(columns * columns);
  for (let point = 0; point < columns; point += 3) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) matrix[(point + i) * columns + point + j] = rotation[3 * i + j];
    }
  }
  return matrix;
}

function applied(matrix: Float64Array, rows: Float64Array, columns: number): Float64Array {
  return Float64Array.from({ length: rows.length }, (_, place) => {
    const [i, a] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let b = 0; b < columns; b++) sum += matrix[a * columns + b] * rows[i * columns + b];
    return sum;
  });
}

const columns = 6;
const planes = [
  [0, 1],
  [4, 2],
] as const;
const xy = [
  [0, 1],
  [3, 4],
] as const;
const negative = (rotation: Float64Array): Float64Array => rotation.map((entry) => -entry);

/** Continuous groups with a way to draw their elements. */
const continuous: readonly (readonly [string, Isometries, (random: Random) => Float64Array])[] = [
  [
    "one common angle of planes",
    planeRotations(planes),
    (r) => turn(columns, planes, 7 * r.uniform(1)[0]),
  ],
  [
    "an angle for each plane",
    independentRotations(planes),
    (r) => {
      const first = turn(columns, [planes[0]], 7 * r.uniform(1)[0]);
      return applied(turn(columns, [planes[1]], 7 * r.uniform(1)[0]), first, columns).map(
        (_, place, second) => {
          // The two commute; the product of the matrices, column by column.
          const [i, j] = [Math.floor(place / columns), place % columns];
          return second[j * columns + i];
        },
      );
    },
  ],
  [
    "rotations about the z axis",
    axisRotations(columns, "z"),
    (r) => turn(columns, xy, 7 * r.uniform(1)[0]),
  ],
  ["SO(3)", spatialIsometries(), (r) => onPoints(columns, r.rotation())],
  [
    "O(3)",
    spatialIsometries({ reflections: true }),
    (r) => onPoints(columns, r.integer(2) === 0 ? r.rotation() : negative(r.rotation())),
  ],
];

describe.each(continuous)("%s", (_, group, sample) => {
  const random = Random.fromSeed(11);

  it("finds a distance that no element goes below, and that fine sampling reaches", async () => {
    const test = random.normal(3 * columns);
    const outputs = random.normal(2 * columns);
    const { squaredDistances, exact } = await representationGap(test, outputs, { columns, group });
    expect(exact).toBe(true);
    const best = new Float64Array(3).fill(Infinity);
    for (let draw = 0; draw < 6000; draw++) {
      const moved = applied(sample(random), test, columns);
      const plain = await representationGap(moved, outputs, { columns });
      plain.squaredDistances.forEach((d, q) => (best[q] = Math.min(best[q], d)));
    }
    squaredDistances.forEach((d, q) => {
      expect(d).toBeLessThanOrEqual(best[q] * (1 + tolerances.float64));
      expect(best[q] - d).toBeLessThan(0.3);
    });
  });

  it("does not care by which elements test points and outputs are moved", async () => {
    const [test, outputs] = [random.normal(20 * columns), random.normal(30 * columns)];
    const before = await representationGap(test, outputs, { columns, group });
    const mixed = outputs.slice();
    for (let i = 0; i < 30; i++) {
      mixed.set(
        applied(sample(random), outputs.slice(i * columns, (i + 1) * columns), columns),
        i * columns,
      );
    }
    const after = await representationGap(applied(sample(random), test, columns), mixed, {
      columns,
      group,
    });
    expect(Math.abs(after.gap / before.gap - 1)).toBeLessThan(tolerances.float64);
    expect([...after.nearest]).toEqual([...before.nearest]);
  });

  it("keeps the digits of a small distance", async () => {
    const outputs = random.normal(columns);
    const test = applied(sample(random), outputs, columns);
    const { gap } = await representationGap(test, outputs, { columns, group });
    expect(gap).toBeLessThan(1e-28);
  });
});

describe("finite groups", () => {
  it("are the minimum over the orbits of the outputs", async () => {
    const cloud = fc.record({ order: fc.integer({ min: 1, max: 8 }), seed: fc.nat() });
    await fc.assert(
      fc.asyncProperty(cloud, async ({ order, seed }) => {
        const random = Random.fromSeed(seed);
        const matrices = Array.from({ length: order }, (_, k) =>
          turn(columns, planes, (2 * Math.PI * k) / order),
        );
        const group = matrixIsometries(matrices);
        const [test, outputs] = [random.normal(6 * columns), random.normal(5 * columns)];
        const orbit = Float64Array.from(
          matrices.flatMap((matrix) => [...applied(matrix, outputs, columns)]),
        );
        const direct = await representationGap(test, orbit, { columns });
        const { gap, elements, nearest } = await representationGap(test, outputs, {
          columns,
          group,
        });
        expect(Math.abs(gap / direct.gap - 1)).toBeLessThan(tolerances.float64);
        // The element that is named takes the test point next to the output that is named.
        const y = applied(matrices[elements?.[0] ?? -1], test.slice(0, columns), columns);
        const z = outputs.subarray(nearest[0] * columns, (nearest[0] + 1) * columns);
        const distance = y.reduce((sum, value, a) => sum + (value - z[a]) ** 2, 0);
        expect(Math.abs(distance - direct.squaredDistances[0])).toBeLessThan(tolerances.float64);
      }),
    );
  });

  it("lower the gap from subgroup to group", async () => {
    const random = Random.fromSeed(12);
    const [test, outputs] = [random.normal(50 * 16), random.normal(50 * 16)];
    const gapOf = async (group?: Isometries): Promise<number> =>
      (
        await representationGap(test, outputs, {
          columns: 16,
          ...(group === undefined ? {} : { group }),
        })
      ).gap;
    const [none, c4, d4] = [
      await gapOf(),
      await gapOf(imageIsometries(4)),
      await gapOf(imageIsometries(4, { reflections: true })),
    ];
    expect(c4).toBeLessThan(none);
    expect(d4).toBeLessThan(c4);
  });

  it("turn images by a quarter: the corners go round", async () => {
    const image = [1, 0, 0, 0];
    for (const corner of [0, 1, 2, 3]) {
      const turned = image.map((_, place) => (place === corner ? 1 : 0));
      const { gap } = await representationGap(image, turned, {
        columns: 4,
        group: imageIsometries(2),
      });
      expect(gap).toBe(0);
    }
    const mirrored = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const mirror = [3, 2, 1, 6, 5, 4, 9, 8, 7];
    const gaps = await Promise.all(
      [false, true].map((reflections) =>
        representationGap(mirrored, mirror, {
          columns: 9,
          group: imageIsometries(3, { reflections }),
        }),
      ),
    );
    expect(gaps[0].gap).toBeGreaterThan(0);
    expect(gaps[1].gap).toBe(0);
  });

  it("hold signs and permutations", async () => {
    expect(
      (await representationGap([1, -2], [-1, 2], { columns: 2, group: signIsometries() })).gap,
    ).toBe(0);
    const cycle = permutationIsometries([
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ]);
    expect((await representationGap([1, 2, 3], [3, 1, 2], { columns: 3, group: cycle })).gap).toBe(
      0,
    );
    expect((await representationGap([1, 2, 3], [2, 1, 3], { columns: 3, group: cycle })).gap).toBe(
      2,
    );
  });

  it("may be samples of a larger group, and then say that the gap is an upper bound", async () => {
    const random = Random.fromSeed(13);
    const nodes = Array.from({ length: 5 }, () => onPoints(columns, random.rotation()));
    const sampled = matrixIsometries(nodes, { sampled: true });
    const [test, outputs] = [random.normal(10 * columns), random.normal(10 * columns)];
    const bound = await representationGap(test, outputs, { columns, group: sampled });
    const exact = await representationGap(test, outputs, { columns, group: spatialIsometries() });
    expect(bound.exact).toBe(false);
    expect(bound.gap).toBeGreaterThan(exact.gap);
  });

  it.each([
    [
      () => matrixIsometries([[1, 0, 1, 1]]),
      "matrixIsometries: expected orthogonal matrices, got none at 0",
    ],
    [
      () => matrixIsometries([[1, 0, 0, 1], [1]]),
      "matrixIsometries: expected matrix 1 of shape [columns, columns]",
    ],
    [
      () =>
        matrixIsometries([
          [1, 0, 0, 1],
          [0, -1, 1, 0],
        ]),
      "matrixIsometries: expected matrices closed under products",
    ],
    [
      () =>
        permutationIsometries([
          [0, 1],
          [1, 1],
        ]),
      "permutationIsometries: expected permutations of 0, ..., 1, got none at 1",
    ],
    [
      () =>
        permutationIsometries([
          [0, 1, 2],
          [1, 2, 0],
        ]),
      "permutationIsometries: expected permutations closed under products",
    ],
    [
      () => planeRotations([[0, 0]]),
      "planeRotations: expected different columns >= 0, at least one, got 0, 0",
    ],
    [
      () => translations([]),
      "translations: expected different columns >= 0, at least one, got none",
    ],
    [
      () => axisRotations(4, "z"),
      "axisRotations: expected columns to be a multiple of 3 for the group SO(2), got 4",
    ],
  ])("says what is wrong with an argument (%#)", (make, message) => {
    expect(make).toThrow(message);
  });
});
