import { Random, bootstrap, mean, quantile, variance } from "@erlangen/numerics";
import { expect, test } from "vitest";

test("the standard error of the mean is found without its formula", () => {
  const sample = Random.fromSeed(0).normal(400);
  const { estimate, standardError } = bootstrap(sample, mean, {
    random: Random.fromSeed(1),
    resamples: 2000,
  });
  expect(estimate).toBe(mean(sample));
  expect(Math.abs(standardError / Math.sqrt(variance(sample) / 400) - 1)).toBeLessThan(0.06);
});

test("about nine in ten intervals of level 0.9 hold the true median", () => {
  const random = Random.fromSeed(2);
  const median = (values: Float64Array): number => quantile(values, 0.5);
  const hits = Array.from({ length: 300 }, () => {
    const { low, high } = bootstrap(random.normal(60), median, {
      random,
      resamples: 200,
      level: 0.9,
    });
    return low <= 0 && 0 <= high ? 1 : 0;
  });
  expect(Math.abs(mean(hits) - 0.9)).toBeLessThan(0.05);
});

test("the same stream gives the same interval, and a wider level a wider one", () => {
  const interval = (level: number): { low: number; high: number } =>
    bootstrap([1, 4, 2, 8], mean, { random: Random.fromSeed(3), level });
  expect(interval(0.9)).toEqual(interval(0.9));
  expect(interval(0.5).high - interval(0.5).low).toBeLessThan(
    interval(0.9).high - interval(0.9).low,
  );
});

const random = Random.fromSeed(0);

test.each([
  [
    "bootstrap: expected sample to hold at least 1 numbers, got 0",
    () => bootstrap([], mean, { random }),
  ],
  [
    "bootstrap: expected resamples to be an integer from 2",
    () => bootstrap([1], mean, { random, resamples: 1 }),
  ],
  [
    "bootstrap: expected level strictly between 0 and 1, got 1",
    () => bootstrap([1], mean, { random, level: 1 }),
  ],
  [
    "bootstrap: expected statistic to give a finite number, got NaN",
    () => bootstrap([1], () => NaN, { random }),
  ],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
