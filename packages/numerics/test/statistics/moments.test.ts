import { mean, quantile, variance } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { exactly, relativeError } from "../tolerances.ts";

const samples = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
  minLength: 2,
  maxLength: 50,
});

test("mean and variance follow a shift and a scaling of the sample", () => {
  fc.assert(
    fc.property(samples, fc.double({ min: -10, max: 10, noNaN: true }), (sample, t) => {
      const moved = sample.map((x) => t * x + 5);
      expect(Math.abs(mean(moved) - (t * mean(sample) + 5))).toBeLessThan(1e-11);
      expect(Math.abs(variance(moved) - t * t * variance(sample))).toBeLessThan(1e-7);
    }),
  );
});

test("a large mean does not spoil the variance", () => {
  expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
  expect(mean([1e308, 1e308, 1e308])).toBe(1e308);
});

test("quantiles ascend from the least to the greatest value, and order does not matter", () => {
  fc.assert(
    fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (sample, p) => {
      const value = quantile(sample, p);
      expect(value).toBeGreaterThanOrEqual(quantile(sample, p / 2));
      expect(value).toBe(quantile(sample.toReversed(), p));
      expect([quantile(sample, 0), quantile(sample, 1)].map(Number)).toEqual(
        [sample.reduce((a, b) => (b < a ? b : a)), sample.reduce((a, b) => (b > a ? b : a))].map(
          (x) => expect.closeTo(x, 12),
        ),
      );
    }),
  );
});

test("the quartiles of 1, ..., 10 by definition 7", () => {
  const sample = Float64Array.from({ length: 10 }, (_, i) => 10 - i);
  expect([0.25, 0.5, 0.75].map((p) => quantile(sample, p))).toEqual([3.25, 5.5, 7.75]);
  expect(sample[0]).toBe(10);
  expect(relativeError([quantile([7], 0.3)], [7])).toBeLessThan(exactly);
});

test.each([
  ["mean: expected values to hold at least 1 numbers, got 0", () => mean([])],
  ["variance: expected values to hold at least 2 numbers, got 1", () => variance([1])],
  ["mean: expected values to hold finite numbers, got NaN at index 1", () => mean([1, NaN])],
  ["quantile: expected p in [0, 1], got 1.5", () => quantile([1], 1.5)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
