import { Random } from "@erlangen/numerics";
import { o2, o3, orthogonalGroup, so3, specialOrthogonalGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("orthogonal groups", () => {
  it("have n(n-1)/2 dimensions, and generators that join all components", () => {
    for (const n of [1, 2, 3, 4, 5]) {
      expect(specialOrthogonalGroup(n).dim).toBe((n * (n - 1)) / 2);
      expect(specialOrthogonalGroup(n).generators).toEqual([]);
      const [reflection] = orthogonalGroup(n).generators;
      expect(specialOrthogonalGroup(n).contains(reflection)).toBe(false);
      expect(orthogonalGroup(n).contains(reflection)).toBe(true);
    }
    expect([so3.name, o3.name, o2.name]).toEqual(["SO(3)", "O(3)", "O(2)"]);
  });

  it("have rotation vectors as coordinates in three dimensions", () => {
    expectClose(so3.exp([0, 0, Math.PI / 2]), [0, -1, 0, 1, 0, 0, 0, 0, 1], 1e-15);
    expectClose(so3.bracket([1, 0, 0], [0, 1, 0]), [0, 0, 1], 0);
    expectClose(so3.adjoint(so3.exp([0.3, -1, 2])), so3.exp([0.3, -1, 2]), 1e-14);
  });

  it("sample both components of O(n) alike", () => {
    const random = Random.fromSeed(50);
    const o4 = orthogonalGroup(4);
    const so4 = specialOrthogonalGroup(4);
    let proper = 0;
    for (let n = 0; n < 400; n++) proper += so4.contains(o4.sample(random)) ? 1 : 0;
    expect(Math.abs(proper - 200)).toBeLessThan(50);
  });

  it("refuse sizes, reflections and matrices that do not belong", () => {
    expect(() => specialOrthogonalGroup(0)).toThrow(
      "specialOrthogonalGroup: expected n to be an integer from 1 to 64, got 0",
    );
    expect(() => orthogonalGroup(2.5)).toThrow("orthogonalGroup: expected n");
    expect(() => o3.log(o3.generators[0])).toThrow(
      "O(3).log: expected g to be the exponential of some X, got determinant -1",
    );
    expect(() => so3.inverse(o3.generators[0])).toThrow("element of SO(3)");
  });
});
