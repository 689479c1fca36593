import { paperBound } from "@erlangen/metrics";
import { describe, expect, it } from "vitest";

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
