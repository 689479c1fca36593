import { cyclicPermutations, dihedralPermutations, symmetricPermutations } from "@erlangen/groups";
import { frameAveragedFamily } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { expectGram } from "./expect-gram.ts";

describe("frameAveragedFamily", () => {
  const group = cyclicPermutations(16);
  const family = frameAveragedFamily(group, { k: 4 });

  it("has one orthonormal member for each orbit, those with stabilizers among them", () => {
    expect(family.dim).toBe(116n);
    expectGram(
      family,
      [
        [0, 1, 2, 3],
        [0, 2, 5, 9],
        [0, 1, 8, 9],
        [0, 4, 8, 12],
      ],
      5000,
    );
  });

  it("does not change under the group", () => {
    const dihedral = dihedralPermutations(8);
    const members = frameAveragedFamily(dihedral, { k: 2 });
    const x = Random.fromSeed(1).normal(8);
    const expected = members.evaluate([0, 3], x);
    for (const { images } of dihedral.elements()) {
      const moved = Float64Array.from(images, (image) => x[image]);
      expect(members.evaluate([0, 3], moved)).toBeCloseTo(expected, 12);
    }
  });

  it("knows an orbit by any of its subsets", () => {
    const x = Random.fromSeed(2).normal(16);
    expect(family.evaluate([0, 1, 2, 4], x)).toBe(family.evaluate([1, 13, 14, 15], x));
    expect(family.correlation([0, 1, 2, 4], [1, 13, 14, 15])).toBe(1);
    expect(family.correlation([0, 1, 2, 4], [0, 1, 2, 5])).toBe(0);
  });

  it("refuses odd k, wrong members, and orbits that are too large", () => {
    const x = new Float64Array(16);
    expect(() => frameAveragedFamily(group, { k: 3 })).toThrow(/expected k to be even, got 3/);
    expect(() => family.evaluate([0, 1], x)).toThrow(/member of 4 inputs, got 2/);
    expect(() => family.evaluate([0, 1, 2, 3], new Float64Array(15))).toThrow(/shape \[n\]/);
    const large = frameAveragedFamily(symmetricPermutations(24), { k: 12 });
    expect(() => large.evaluate([...Array(12).keys()], new Float64Array(24))).toThrow(
      /at most 65536 subsets, got a larger one of S24/,
    );
  });
});
