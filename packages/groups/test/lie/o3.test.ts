import { Random } from "@erlangen/numerics";
import { determinant, o3 } from "@erlangen/groups";
import { describe, expect, it } from "vitest";

describe("o3", () => {
  it("obeys the laws of a group", () => {
    const random = Random.fromSeed(10);
    for (let sample = 0; sample < 50; sample++) {
      const [f, g, h] = [o3.sample(random), o3.sample(random), o3.sample(random)];
      const left = o3.compose(o3.compose(f, g), h);
      expect(o3.equals(left, o3.compose(f, o3.compose(g, h)))).toBe(true);
      expect(o3.equals(o3.compose(g, o3.identity), g)).toBe(true);
      expect(o3.equals(o3.compose(o3.inverse(g), g), o3.identity)).toBe(true);
      expect(o3.equals(f, g)).toBe(false);
    }
  });

  it("samples rotations and inversions alike, the same for the same seed", () => {
    const random = Random.fromSeed(11);
    const signs = Array.from({ length: 400 }, () => Math.sign(determinant(o3.sample(random))));
    const inversions = signs.filter((sign) => sign < 0).length;
    expect(inversions).toBeGreaterThan(150);
    expect(inversions).toBeLessThan(250);
    expect(o3.sample(Random.fromSeed(1))).toEqual(o3.sample(Random.fromSeed(1)));
  });

  it("cannot be changed through its identity", () => {
    o3.identity[0] = 7;
    expect(o3.identity[0]).toBe(1);
    expect(o3.name).toBe("O(3)");
  });

  it("has no inverse for what is not orthogonal", () => {
    expect(() => o3.inverse(Float64Array.of(2, 0, 0, 0, 1, 0, 0, 0, 1))).toThrow(
      "O(3).inverse: expected g to be an element of O(3), got a matrix that is not",
    );
  });
});
