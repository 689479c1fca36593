import { binomial, factorial, gamma, logGamma, normalQuantile } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, relativeError } from "../tolerances.ts";

test("gamma(x + 1) = x gamma(x)", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 170, noNaN: true }), (x) => {
      // x + 1 is rounded, which counts log(x) times x over again.
      expect(relativeError([gamma(x + 1)], [x * gamma(x)])).toBeLessThan(accurate);
    }),
  );
});

test("logGamma is the logarithm of |gamma|", () => {
  fc.assert(
    fc.property(fc.double({ min: -20, max: 170, noNaN: true }), (x) => {
      fc.pre(Math.abs(x - Math.round(x)) > 1e-3);
      expect(Math.abs(logGamma(x) - Math.log(Math.abs(gamma(x))))).toBeLessThan(1e-11);
    }),
  );
});

test("gamma is correctly rounded at integers, and has its poles", () => {
  expect(gamma(23)).toBe(1124000727777607680000);
  expect(Array.from({ length: 170 }, (_, n) => gamma(n + 1))).toEqual(
    Array.from({ length: 170 }, (_, n) => Number(factorial(n))),
  );
  expect([gamma(0), gamma(-3), logGamma(0), logGamma(-3)]).toEqual([NaN, NaN, Infinity, Infinity]);
  expect([gamma(172), gamma(Infinity), logGamma(Infinity)]).toEqual([Infinity, Infinity, Infinity]);
  expect([gamma(NaN), logGamma(NaN)]).toEqual([NaN, NaN]);
});

test("Pascal's rule, and n! counts the orders of n things", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (n, k) => {
      expect(binomial(n, k)).toBe(binomial(n - 1, k - 1) + binomial(n - 1, k));
    }),
  );
  expect([factorial(0), factorial(25)]).toEqual([1n, 15511210043330985984000000n]);
  expect(binomial(100, 50)).toBe(factorial(100) / factorial(50) ** 2n);
  expect([binomial(0, 0), binomial(3, 5)]).toEqual([1n, 0n]);
});

test("the normal quantile is odd about 1/2", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (m) => {
      expect(normalQuantile(m / 2 ** 30) + normalQuantile(1 - m / 2 ** 30)).toBe(0);
    }),
  );
});

test.each([
  ["factorial: expected n to be an integer from 0 to 10000, got -1", () => factorial(-1)],
  ["factorial: expected n to be an integer", () => factorial(1.5)],
  ["binomial: expected k to be an integer", () => binomial(3, -1)],
  ["normalQuantile: expected p strictly between 0 and 1, got 1", () => normalQuantile(1)],
  ["normalQuantile: expected p strictly between 0 and 1, got NaN", () => normalQuantile(NaN)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
