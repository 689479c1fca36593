import { Random } from "@erlangen/numerics";
import { lorentzBoost, lorentzGroup, properLorentzGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

describe("Lorentz groups", () => {
  it("add rapidities along one direction", () => {
    const lorentz = properLorentzGroup();
    const [a, b] = [lorentzBoost([0.3, 0.4, 0]), lorentzBoost([0.6, 0.8, 0])];
    expectClose(lorentz.compose(a, b), lorentzBoost([0.9, 1.2, 0]), 1e-14);
    expectClose(lorentz.log(a), [0.3, 0.4, 0, 0, 0, 0], 1e-14);
    expectClose(lorentzBoost([0, 0]), [1, 0, 0, 0, 1, 0, 0, 0, 1], 0);
  });

  it("turn by Thomas and Wigner where boosts do not commute", () => {
    const lorentz = properLorentzGroup();
    const bracket = lorentz.bracket([1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]);
    expectClose(bracket, [0, 0, 0, 0, 0, -1], 0);
  });

  it("reach all four components, of which one has logarithms", () => {
    const full = lorentzGroup();
    const random = Random.fromSeed(53);
    const components = new Set<string>();
    for (let n = 0; n < 60; n++) {
      const g = full.sample(random);
      const orthochronous = g[0] > 0;
      const parity = properLorentzGroup().contains(
        g.map((entry) => (orthochronous ? entry : -entry)),
      );
      components.add(`${orthochronous} ${parity}`);
    }
    expect(components.size).toBe(4);
    for (const generator of full.generators) {
      expect(() => full.log(generator)).toThrow("O(1,3).log: expected g to be the exponential");
      expect(properLorentzGroup().contains(generator)).toBe(false);
    }
    expect(() => lorentzGroup(0)).toThrow("lorentzGroup: expected n");
    expect(() => properLorentzGroup(17)).toThrow("properLorentzGroup: expected n");
  });
});
