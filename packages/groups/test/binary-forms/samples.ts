import { Random } from "@erlangen/numerics";
import { sampleSl2r } from "@erlangen/groups";
import fc from "fast-check";

/** Of the reference experiments: degrees up to 10, condition numbers up to 3. */
export const tolerance = 1e-9;

export const degrees = fc.integer({ min: 0, max: 10 });
export const seeds = fc.integer({ min: 0, max: 2 ** 30 });
export const options = { numRuns: 60, seed: 11 };

/** A random element of SL(2,R), and random forms. */
export function sample(seed: number) {
  const random = Random.fromSeed(seed);
  const g = sampleSl2r(random, { condition: [1, 3] });
  return { random, g, form: (d: number) => random.normal(d + 1) };
}

/** The largest difference over the largest expected entry. */
export function relative(actual: Float64Array, expected: Float64Array): number {
  const scale = Math.max(...expected.map(Math.abs), 1e-300);
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]))) / scale;
}
