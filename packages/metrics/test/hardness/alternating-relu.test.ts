import { alternatingReluFamily } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { expectGram } from "./expect-gram.ts";

/** The definition, term by term. */
function alternatingSum(subset: readonly number[], x: Float64Array): number {
  const k = subset.length;
  let sum = 0;
  for (let signs = 0; signs < 2 ** k; signs++) {
    let [product, sign] = [0, 1];
    for (let i = 0; i < k; i++) {
      const w = (signs >> i) & 1 ? -1 : 1;
      product += w * x[subset[i]];
      sign *= w;
    }
    sum += sign * Math.max(0, product / Math.sqrt(k));
  }
  return sum;
}

describe("alternatingReluFamily", () => {
  it.each([2, 4, 6, 8])("is the alternating sum of 2^k ReLUs for k = %i", (k) => {
    const family = alternatingReluFamily({ n: 12, k });
    const subset = Array.from({ length: k }, (_, i) => 11 - k + i);
    for (let trial = 0; trial < 10; trial++) {
      const x = family.sample(Random.fromSeed(trial));
      expect(family.evaluate(subset, x)).toBeCloseTo(alternatingSum(subset, x), 10);
    }
  });

  it("has the exact mean squares", () => {
    const meanSquare = (k: number): number => alternatingReluFamily({ n: 16, k }).meanSquare;
    expect(meanSquare(2)).toBeCloseTo(2 - 4 / Math.PI, 12);
    expect(Math.abs(meanSquare(4) - 0.3028)).toBeLessThan(0.001);
    expect(Math.abs(meanSquare(6) - 0.428)).toBeLessThan(0.002);
  });

  it.each([2, 4, 6])("is orthogonal with the mean square that it states, k = %i", (k) => {
    const family = alternatingReluFamily({ n: 8, k });
    const first = Array.from({ length: k }, (_, i) => i);
    const second = [...first.slice(1), k];
    expectGram(family, [first, second], 20_000);
  });

  it("vanishes for odd k, which is why that is refused", () => {
    for (const k of [3, 5, 7]) {
      const x = Random.fromSeed(k).normal(k);
      expect(Math.abs(alternatingSum([...x.keys()], x))).toBeLessThan(1e-13);
      expect(() => alternatingReluFamily({ n: 9, k })).toThrow(
        `alternatingReluFamily: expected k to be even, got ${k}: for odd k the ReLUs cancel and every function is 0`,
      );
    }
  });

  it("is odd in each input that it reads, and blind to the others", () => {
    const family = alternatingReluFamily({ n: 6, k: 4 });
    const x = Random.fromSeed(5).normal(6);
    const at = (i: number): number =>
      family.evaluate(
        [0, 1, 3, 4],
        x.map((value, j) => (i === j ? -value : value)),
      );
    expect(at(3)).toBeCloseTo(-at(-1), 12);
    expect(at(2)).toBe(at(-1));
  });

  it("refuses wrong sizes, members and inputs", () => {
    const family = alternatingReluFamily({ n: 6, k: 4 });
    const x = new Float64Array(6);
    expect(() => alternatingReluFamily({ n: 3, k: 4 })).toThrow(/expected k .* from 2 to 3, got 4/);
    expect(() => alternatingReluFamily({ n: 40, k: 18 })).toThrow(/from 2 to 16, got 18/);
    expect(() => family.evaluate([0, 1, 2], x)).toThrow(/member of 4 inputs, got 3/);
    expect(() => family.evaluate([0, 1, 2, 6], x)).toThrow(/increasing integers from 0 to 5/);
    expect(() => family.evaluate([0, 2, 1, 3], x)).toThrow(/increasing integers/);
    expect(() => family.evaluate([0, 1, 2, 3], new Float64Array(5))).toThrow(/shape \[n\].* got 5/);
    expect(() => family.evaluate([0, 1, 2, 3], x.fill(NaN))).toThrow(/got NaN at index 0/);
  });
});
