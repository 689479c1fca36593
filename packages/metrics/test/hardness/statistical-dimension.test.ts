import { statisticalDimension } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";

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
