import {
  csqLowerBound,
  frameAveragedFamily,
  gramMonteCarlo,
  log2PlanePacking,
  paperBound,
  planePackingBound,
  samplesToTolerance,
  statisticalDimension,
} from "@erlangen/metrics";
import { cyclicPermutations } from "@erlangen/groups";
import { Random } from "@erlangen/numerics";
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

/** The definition, over all subclasses. */
function dimensionByDefinition(gram: readonly (readonly number[])[], gamma: number): number {
  const count = gram.length;
  const worst = new Float64Array(count + 1);
  for (let subset = 1; subset < 2 ** count; subset++) {
    const members = [...Array(count).keys()].filter((i) => (subset >> i) & 1);
    const sum = members.reduce(
      (total, i) => total + members.reduce((row, j) => row + Math.abs(gram[i][j]), 0),
      0,
    );
    worst[members.length] = Math.max(worst[members.length], sum / members.length ** 2);
  }
  let smallest = count + 1;
  for (let size = count; size >= 1 && worst[size] <= gamma * (1 + 1e-12); size--) smallest = size;
  return smallest > count ? 0 : count / smallest;
}

describe("statisticalDimension", () => {
  const identity = (count: number): number[][] =>
    Array.from({ length: count }, (_, i) =>
      Array.from({ length: count }, (_unused, j) => (i === j ? 1 : 0)),
    );

  it("is D γ, rounded to subclasses, for orthogonal classes", () => {
    expect(statisticalDimension(identity(64).flat(), 1 / 16)).toBe(4);
    expect(statisticalDimension(identity(8).flat(), 1)).toBe(8);
    expect(statisticalDimension(identity(8).flat(), 0.1)).toBe(0);
  });

  it("is exact for disjoint groups of equal correlation", () => {
    const gram = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 12 }, (_unused, j) =>
        i === j ? 1 : Math.floor(i / 4) === Math.floor(j / 4) ? 0.5 : 0,
      ),
    );
    for (const gamma of [0.2, 0.25, 0.3, 0.5, 0.65]) {
      const exact = dimensionByDefinition(gram, gamma);
      expect(statisticalDimension(gram.flat(), gamma)).toBeLessThanOrEqual(exact);
    }
    expect(statisticalDimension(gram.flat(), 0.63)).toBe(3);
    expect(dimensionByDefinition(gram, 0.63)).toBe(3);
  });

  it("never exceeds the definition, for random Gram matrices", () => {
    for (let trial = 0; trial < 20; trial++) {
      const random = Random.fromSeed(trial);
      const rows = Array.from({ length: 9 }, () => {
        const row = random.normal(4);
        const norm = Math.hypot(...row);
        return row.map((value) => value / norm);
      });
      const gram = rows.map((a, i) =>
        rows.map((b, j) => (i === j ? 1 : a.reduce((sum, value, c) => sum + value * b[c], 0))),
      );
      for (const gamma of [0.3, 0.4, 0.5, 0.7, 1]) {
        const bound = statisticalDimension(gram.flat(), gamma);
        expect(bound).toBeLessThanOrEqual(dimensionByDefinition(gram, gamma) + 1e-12);
        if (gamma === 1) expect(bound).toBe(9);
      }
    }
  });

  it("refuses matrices that hold no correlations", () => {
    expect(() => statisticalDimension([1, 0.5, 0.4, 1], 0.5)).toThrow(/symmetric .* at \[0, 1\]/);
    expect(() => statisticalDimension([2], 0.5)).toThrow(/unit diagonal .*divide by the norms/);
    expect(() => statisticalDimension([1, 2, 2, 1], 0.5)).toThrow(/entries from -1 to 1, got 2/);
    expect(() => statisticalDimension([1, 0, 0], 0.5)).toThrow(/shape \[D, D\]/);
    expect(() => statisticalDimension([], 0.5)).toThrow(/1 to 4096 members, got 0/);
    expect(() => statisticalDimension([1], 0)).toThrow(/0 < gamma, got 0/);
  });
});

describe("gramMonteCarlo", () => {
  const family = frameAveragedFamily(cyclicPermutations(8), { k: 2 });

  it("is symmetric and repeatable, with errors that shrink like one over the root", () => {
    const members = [
      [0, 1],
      [0, 2],
    ];
    const estimate = (samples: number) =>
      gramMonteCarlo(family, members, { samples, random: Random.fromSeed(3) });
    const [few, many] = [estimate(1000), estimate(16_000)];
    expect(few.gram[1]).toBe(few.gram[2]);
    expect(few.standardErrors[1]).toBe(few.standardErrors[2]);
    expect(estimate(1000)).toEqual(few);
    const ratio = few.standardErrors[0] / many.standardErrors[0];
    expect(Math.abs(ratio - 4)).toBeLessThan(1);
  });

  it("refuses no members and too few samples", () => {
    const random = Random.fromSeed(0);
    expect(() => gramMonteCarlo(family, [], { samples: 10, random })).toThrow(/got none/);
    expect(() => gramMonteCarlo(family, [[0, 1]], { samples: 1, random })).toThrow(
      /expected samples to be an integer >= 2, got 1/,
    );
  });
});

describe("paperBound", () => {
  const constants = { cExp: 0.5, cPow: 0.25 };

  it("is 2^(n^c) with the tolerance squared for graphs (T1)", () => {
    const bound = paperBound("T1", { n: 100, tau: 0.25, cExp: 0.5 });
    expect(bound.log2Queries).toBe(6);
    expect(bound.log2Tolerance).toBeUndefined();
  });

  it("is 2^(d^c), or d^(-c k) (T2)", () => {
    const { log2Queries, log2Tolerance } = paperBound("T2", { d: 256, k: 4, ...constants });
    expect([log2Queries, log2Tolerance]).toEqual([16, -8]);
  });

  it("pays for the order of the group (T3)", () => {
    const { log2Queries, log2Tolerance } = paperBound("T3", {
      n: 256,
      k: 8,
      groupOrder: 16n,
      ...constants,
    });
    expect(log2Queries).toBe(8);
    expect(log2Tolerance).toBeCloseTo(Math.log2(2 ** -12 + 2 ** -14), 12);
    expect(
      paperBound("T3", { n: 256, k: 8, groupOrder: 2n ** 2000n, ...constants }).log2Queries,
    ).toBe(16 - 4000);
  });

  it("is n^(c log n), or n^-c (T4)", () => {
    const { log2Queries, log2Tolerance } = paperBound("T4", { n: 1024, ...constants });
    expect([log2Queries, log2Tolerance]).toEqual([50, -2.5]);
  });

  it("is labelled an order of growth, always", () => {
    for (const theorem of ["T1", "T2", "T3", "T4"] as const) {
      const sizes = { n: 64, d: 64, k: 4, groupOrder: 64, tau: 0.1, ...constants };
      expect(paperBound(theorem, sizes).kind).toBe("order of growth");
    }
  });

  it("names what is missing or out of range", () => {
    expect(() => paperBound("T2", { d: 10, ...constants })).toThrow(
      /expected d, k, cExp, cPow for T2, got no k/,
    );
    expect(() => paperBound("T4", { n: -1, ...constants })).toThrow(/0 < n .*, got -1/);
    expect(() => paperBound("T1", { n: 10, tau: 2, cExp: 1 })).toThrow(/0 < tau <= 1, got 2/);
    expect(() => paperBound("T3", { n: 9, k: 2, groupOrder: 0, ...constants })).toThrow(
      /groupOrder to be an integer >= 1/,
    );
    expect(() => paperBound("T5" as "T4", {})).toThrow(/one of T1, T2, T3, T4, got "T5"/);
  });
});

describe("samplesToTolerance", () => {
  it("is the standard error of a mean", () => {
    expect(samplesToTolerance(100)).toBe(0.1);
    expect(samplesToTolerance(100, 3)).toBeCloseTo(0.3, 12);
    expect(() => samplesToTolerance(0)).toThrow(/samples to be an integer >= 1, got 0/);
    expect(() => samplesToTolerance(10, -1)).toThrow(/0 <= deviation, got -1/);
  });
});
