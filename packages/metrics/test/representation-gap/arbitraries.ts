import { Random } from "@erlangen/numerics";
import fc from "fast-check";

// One seed for every property, so that a run can be repeated.
fc.configureGlobal({ seed: 20_110 });

export { fc };

/** A small cloud: `rows` normal points with `columns` numbers. */
export interface Cloud {
  readonly columns: number;
  readonly rows: number;
  readonly seed: number;
}

export const clouds: fc.Arbitrary<Cloud> = fc.record({
  columns: fc.integer({ min: 1, max: 20 }),
  rows: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(),
});

/** Normal rows of a cloud; `name` tells several sets of one cloud apart. */
export function rowsOf({ columns, rows, seed }: Cloud, name: string): Float64Array {
  return Random.fromSeed(seed)
    .split(name)
    .normal(rows * columns);
}

/** `count` points, uniform on the unit sphere in R^columns. */
export function spherePoints(random: Random, count: number, columns: number): Float64Array {
  const points = random.normal(count * columns);
  for (let i = 0; i < points.length; i += columns) {
    const row = points.subarray(i, i + columns);
    const norm = Math.hypot(...row);
    row.forEach((value, a) => (row[a] = value / norm));
  }
  return points;
}

/** What these tests allow. */
export const tolerances: { readonly float64: number } = { float64: 1e-10 };
