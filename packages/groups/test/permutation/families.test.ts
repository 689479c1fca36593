import {
  affinePermutations,
  alternatingPermutations,
  cyclicPermutations,
  dihedralPermutations,
  mathieuGroup,
  symmetricPermutations,
  wreathPermutations,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";

describe("families of permutation groups", () => {
  it("have their orders", () => {
    const factorial = (n: number): bigint => (n === 0 ? 1n : BigInt(n) * factorial(n - 1));
    for (let n = 3; n <= 9; n++) {
      expect(cyclicPermutations(n).order).toBe(BigInt(n));
      expect(dihedralPermutations(n).order).toBe(BigInt(2 * n));
      expect(symmetricPermutations(n).order).toBe(factorial(n));
      expect(alternatingPermutations(n).order).toBe(factorial(n) / 2n);
    }
    expect(affinePermutations(11, 2).order).toBe(110n);
    expect(wreathPermutations(cyclicPermutations(3), symmetricPermutations(4)).order).toBe(
      3n ** 4n * 24n,
    );
  });

  it("are named", () => {
    expect(mathieuGroup(24).name).toBe("M24");
    expect(wreathPermutations(symmetricPermutations(3), cyclicPermutations(2)).name).toBe(
      "S3 wr C2",
    );
    expect(mathieuGroup(24).stabilizer(23).order).toBe(10200960n);
  });

  it("begin with one point", () => {
    expect(symmetricPermutations(1).order).toBe(1n);
    expect(alternatingPermutations(2).order).toBe(1n);
    expect(dihedralPermutations(1).order).toBe(1n);
  });

  it("are refused outside their range", () => {
    expect(() => cyclicPermutations(0)).toThrow("cyclicPermutations: expected n to be an integer");
    expect(() => mathieuGroup(10)).toThrow("expected degree to be one of 11, 12, 22, 23, 24");
    expect(() => affinePermutations(4, 2)).toThrow("expected multiplier to be prime to 4, got 2");
  });
});
