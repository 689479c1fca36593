import { csqLowerBound, log2PlanePacking, planePackingBound } from "@erlangen/metrics";
import { describe, expect, it } from "vitest";

describe("planePackingBound", () => {
  it("is the bound of its own packing, and no other cosine gives more", () => {
    for (const [d, k, tau] of [
      [2000, 4, 0.5],
      [10_000, 8, 0.1],
      [5000, 2, 0.9],
    ] as const) {
      const best = planePackingBound({ d, k, tau });
      expect(best.isVacuous).toBe(false);
      expect(best.eps).toBe(best.cosine ** k);
      expect(best.log2Dim).toBe(log2PlanePacking(d, best.cosine));
      for (let share = 0.02; share < 1; share += 0.02) {
        const cosine = share * tau ** (2 / k);
        const log2Dim = log2PlanePacking(d, cosine);
        if (log2Dim < 60 || cosine ** k >= tau * tau) continue;
        const dim = 2n ** BigInt(Math.floor(log2Dim));
        const other = csqLowerBound({ dim, eps: cosine ** k, tau });
        expect(other.log2Queries).toBeLessThanOrEqual(best.log2Queries + 1e-6);
      }
    }
  });

  it("grows with the dimension and is vacuous where that is low", () => {
    const at = (d: number) => planePackingBound({ d, k: 4, tau: 0.1 });
    expect(at(100)).toMatchObject({ isVacuous: true, queries: 0, log2Queries: -Infinity });
    expect(at(20_000).log2Queries).toBeGreaterThan(at(10_000).log2Queries);
    expect(at(1_000_000_000)).toMatchObject({ queries: Infinity, isVacuous: false });
  });

  it("counts planes exactly while they are few", () => {
    expect(log2PlanePacking(2, 0.5)).toBe(-Infinity);
    expect(2 ** log2PlanePacking(1002, 0.2)).toBeCloseTo(Math.floor(Math.exp(2.5) / 2), 12);
    expect(log2PlanePacking(100_002, 0.5)).toBeCloseTo(1562.5 / Math.LN2 - 1, 9);
  });

  it("refuses odd k and tolerances out of range", () => {
    expect(() => planePackingBound({ d: 100, k: 3, tau: 0.1 })).toThrow(/k to be even, got 3/);
    expect(() => planePackingBound({ d: 100, k: 4, tau: 0 })).toThrow(/0 < tau <= 1, got 0/);
    expect(() => planePackingBound({ d: 1, k: 4, tau: 0.1 })).toThrow(/expected d .*, got 1/);
    expect(() => log2PlanePacking(100, 1.5)).toThrow(/0 < cosine <= 1, got 1.5/);
  });
});
