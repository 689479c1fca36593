import { Random } from "@erlangen/numerics";
import {
  alternatingPermutations,
  mathieuGroup,
  Permutation,
  PermutationGroup,
  rubikGroup,
  symmetricPermutations,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";

const rubikOrder = 43252003274489856000n;

/** Sp(6, 2) on the 63 vectors of F_2^6 without 0, by the transvections x -> x + <x, v> v of the symplectic form. */
function symplecticGroup(): PermutationGroup {
  const form = (x: number, y: number): number => {
    const crossed = (x & 7 & (y >> 3)) ^ ((x >> 3) & (y & 7));
    return (crossed ^ (crossed >> 1) ^ (crossed >> 2)) & 1;
  };
  const transvections = Array.from({ length: 63 }, (_, i) =>
    Permutation.fromImages(
      Array.from(
        { length: 63 },
        (__, x) => (form(x + 1, i + 1) === 1 ? (x + 1) ^ (i + 1) : x + 1) - 1,
      ),
    ),
  );
  return PermutationGroup.fromGenerators(transvections);
}

describe("Schreier-Sims", () => {
  it.each([
    [11, 7920n],
    [12, 95040n],
    [22, 443520n],
    [23, 10200960n],
    [24, 244823040n],
  ])("gives the order of Mathieu's group M%d", (degree, order) => {
    const { generators, order: found } = mathieuGroup(degree);
    expect(found).toBe(order);
    const deterministic = PermutationGroup.fromGenerators(generators, { method: "deterministic" });
    expect(deterministic.order).toBe(order);
  });

  it("gives the order of Rubik's cube, and tells which scrambles are possible", () => {
    const cube = rubikGroup();
    expect(cube.order).toBe(rubikOrder);
    expect(
      PermutationGroup.fromGenerators(cube.generators, { method: "deterministic" }).order,
    ).toBe(rubikOrder);
    const scramble = cube.random(Random.fromSeed(1));
    expect(cube.contains(scramble)).toBe(true);
    // One edge flipped: the parity of flips is kept by every turn.
    const flip = Permutation.fromCycles("(2 34)", 48);
    expect(cube.contains(scramble.compose(flip))).toBe(false);
  });

  it("gives the order of Sp(6, 2) on 63 points", () => {
    expect(symplecticGroup().order).toBe(1451520n);
  });

  it("proves large symmetric and alternating groups by an upper bound of the order", () => {
    const [symmetric, alternating] = [symmetricPermutations(60), alternatingPermutations(60)];
    expect(symmetric.order).toBe(2n * alternating.order);
    const random = Random.fromSeed(2);
    for (let i = 0; i < 20; i++) {
      const permutation = Permutation.fromImages(random.permutation(60));
      expect(symmetric.contains(permutation)).toBe(true);
      expect(alternating.contains(permutation)).toBe(permutation.sign === 1);
    }
  });

  it("gives the same chain for the same generators", () => {
    expect(rubikGroup().stabilizerChain()).toEqual(rubikGroup().stabilizerChain());
  });
});
