import { molienSeries, symmetricPermutations, type Representation } from "@erlangen/groups";
import { describe, expect, it } from "vitest";

const permutations = symmetricPermutations(4);
const elements = permutations.elements();
const indexOf = new Map(elements.map((g, i) => [g.toString(), i]));

/** S_4 with numbered elements. */
const group = {
  name: "S4",
  order: elements.length,
  identity: 0,
  compose: (g: number, h: number): number =>
    indexOf.get(elements[g].compose(elements[h]).toString()) ?? -1,
  inverse: (g: number): number => indexOf.get(elements[g].inverse().toString()) ?? -1,
  equals: (g: number, h: number): boolean => g === h,
  sample: (): number => 0,
  conjugacyClasses: (): readonly (readonly number[])[] =>
    ["1,1,1,1", "2,1,1", "2,2", "3,1", "4"].map((type) =>
      [...elements.keys()].filter((g) => elements[g].cycleType.join() === type),
    ),
};

const natural: Representation<number> = { group, dim: 4, matrix: (g) => elements[g].matrix() };
const signed: Representation<number> = {
  group,
  dim: 1,
  matrix: (g) => Float64Array.of(elements[g].sign),
};

describe("molienSeries", () => {
  it("counts symmetric polynomials like the cycle index", () => {
    expect(molienSeries(group, natural, { degree: 12 })).toEqual(
      permutations.cycleIndex().molien(12),
    );
  });

  it("counts the antisymmetric ones: the symmetric ones times the Vandermonde product", () => {
    const symmetric = molienSeries(group, natural, { degree: 12 });
    const antisymmetric = molienSeries(group, natural, { degree: 12, output: signed });
    expect(antisymmetric.slice(0, 6)).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
    expect(antisymmetric.slice(6)).toEqual(symmetric.slice(0, 7));
  });

  it("counts equivariant linear maps in degree 1", () => {
    expect(molienSeries(group, natural, { degree: 1, output: natural })[1]).toBe(2n);
  });

  it("says so when the matrices are no representation", () => {
    const wrong = { ...natural, matrix: (g: number) => elements[g].matrix().map((x) => x / 3) };
    expect(() => molienSeries(group, wrong, { degree: 3 })).toThrow(
      "molienSeries: expected a representation",
    );
    expect(() => molienSeries(group, natural, { degree: -1 })).toThrow("expected degree");
  });
});
