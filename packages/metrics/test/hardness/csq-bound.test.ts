import { csqLowerBound, minTolerance } from "@erlangen/metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** Relative rounding of a bound whose logarithm is exact to float precision. */
const float64 = 1e-12;

const dims = fc.integer({ min: 1, max: 1_000_000 });
const taus = fc.double({ min: 0.01, max: 1, noNaN: true });
/** ε as a share of τ². */
const shares = fc.double({ min: 0, max: 0.99, noNaN: true });

describe("csqLowerBound", () => {
  it.each([
    [52488, 0.1, 264.6, 0.05],
    [7712, 0.05, 9.16, 0.005],
    [108, 0.3, 4.4, 0.05],
  ])("gives the worked example D = %i, tau = %f", (dim, tau, queries, half) => {
    expect(Math.abs(csqLowerBound({ dim, eps: 0, tau }).queries - queries)).toBeLessThan(half);
  });

  it("is (D / K - 1) / 2 with K = floor((1 - eps) / (tau² - eps)), and its logarithm", () => {
    fc.assert(
      fc.property(dims, taus, shares, (dim, tau, share) => {
        const eps = share * tau * tau;
        const k = Math.floor((1 - eps) / (tau * tau - eps));
        const expected = Math.max(0, (dim / k - 1) / 2);
        const { queries, log2Queries } = csqLowerBound({ dim, eps, tau });
        expect(Math.abs(queries - expected)).toBeLessThanOrEqual(float64 * (1 + expected));
        expect(log2Queries).toBe(Math.log2(queries));
      }),
    );
  });

  it("grows with the number of functions and with the tolerance, and is at most the number of functions", () => {
    fc.assert(
      fc.property(dims, taus, taus, shares, (dim, first, second, share) => {
        const [low, high] = first < second ? [first, second] : [second, first];
        const eps = share * low * low;
        const bound = (tau: number, count = dim): number =>
          csqLowerBound({ dim: count, eps, tau }).queries;
        expect(bound(low)).toBeLessThanOrEqual(bound(high));
        expect(bound(low)).toBeLessThanOrEqual(bound(low, dim + 1));
        expect(bound(high)).toBeLessThanOrEqual(dim);
      }),
    );
  });

  it("takes numbers of functions beyond floats", () => {
    const { queries, log2Queries } = csqLowerBound({ dim: 2n ** 3000n, eps: 0, tau: 0.5 });
    expect(queries).toBe(Infinity);
    expect(log2Queries).toBe(2997);
    expect(csqLowerBound({ dim: 10n ** 400n, eps: 0, tau: 1 }).log2Queries).toBeCloseTo(
      400 * Math.log2(10) - 1,
      9,
    );
  });

  it("says nothing about few functions", () => {
    expect(csqLowerBound({ dim: 100, eps: 0, tau: 0.01 })).toEqual({
      queries: 0,
      log2Queries: -Infinity,
    });
  });

  it.each([
    [
      { dim: 100, eps: 0.25, tau: 0.5 },
      /expected tau² > eps, got tau = 0.5 .*so there is no bound/,
    ],
    [{ dim: 100, eps: 0.01, tau: 0.1 }, /expected tau² > eps, got tau = 0.1/],
    [{ dim: 100, eps: 1, tau: 1 }, /expected eps < 1, got 1/],
    [{ dim: 100, eps: -0.1, tau: 1 }, /expected 0 <= eps <= 1, got -0.1/],
    [{ dim: 100, eps: NaN, tau: 1 }, /expected 0 <= eps <= 1, got NaN/],
    [{ dim: 100, eps: 0, tau: 0 }, /expected 0 < tau <= 1, got 0/],
    [{ dim: 100, eps: 0, tau: 1.5 }, /expected 0 < tau <= 1, got 1.5/],
    [{ dim: 0, eps: 0, tau: 0.5 }, /expected dim to be an integer >= 1.*got 0/],
    [{ dim: 2.5, eps: 0, tau: 0.5 }, /expected dim to be an integer >= 1.*got 2.5/],
    [{ dim: -3n, eps: 0, tau: 0.5 }, /expected dim to be an integer >= 1.*got -3/],
  ])("refuses %o", (options, message) => {
    expect(() => csqLowerBound(options)).toThrow(message);
  });
});

describe("minTolerance", () => {
  it("is where the bound passes the number of queries", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (dim, queries, eps) => {
          const tau = minTolerance({ dim, eps, queries });
          const above = tau * (1 + 1e-9);
          if (above < 1)
            expect(csqLowerBound({ dim, eps, tau: above }).queries).toBeGreaterThan(queries - 1e-6);
          const below = tau * (1 - 1e-9);
          if (below * below > eps * (1 + 1e-9)) {
            expect(csqLowerBound({ dim, eps, tau: below }).queries).toBeLessThanOrEqual(
              queries + 1e-6,
            );
          }
        },
      ),
    );
  });

  it("asks for no precision when the queries suffice", () => {
    expect(minTolerance({ dim: 100, eps: 0, queries: 50 })).toBe(1);
  });

  it("takes counts beyond floats", () => {
    const tau = minTolerance({ dim: 2n ** 200n, eps: 0, queries: 2n ** 100n });
    expect(Math.log2(tau)).toBeCloseTo(-49.5, 9);
    expect(minTolerance({ dim: 2n ** 3000n, eps: 0.25, queries: 1 })).toBe(0.5);
  });

  it("refuses negative numbers of queries", () => {
    expect(() => minTolerance({ dim: 100, eps: 0, queries: -1 })).toThrow(
      /minTolerance: expected queries to be an integer >= 0.*got -1/,
    );
  });
});
