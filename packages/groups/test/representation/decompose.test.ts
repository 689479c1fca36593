import { Random, matmul, transpose } from "@erlangen/numerics";
import {
  Irreps,
  alternatingGroup,
  cyclicGroup,
  decompose,
  definingRepresentation,
  dihedralGroup,
  directProduct,
  directSum,
  icosahedralGroup,
  irrepsOf,
  o2Irrep,
  octahedralGroup,
  permutationRepresentation,
  properLorentzGroup,
  quaternionGroup,
  regularRepresentation,
  restrictedRepresentation,
  sl2r,
  so2,
  so2Irrep,
  so3,
  su2Irrep,
  symmetricGroup,
  tensorPower,
  tensorRepresentation,
  tetrahedralGroup,
  wreathProduct,
} from "@erlangen/groups";
import type {
  Decomposition,
  FiniteGroup,
  FiniteMatrixGroup,
  RealIrrep,
  Representation,
} from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { firstIrreps, sumOf, textOf } from "./irreps-text.ts";

/** ρ(g) = Q (⊕ irreps)(g) Qᵀ with orthogonal Q. */
function checkLawOfDecomposition<Element>(
  representation: Representation<Element>,
  { changeOfBasis: q, sum }: Decomposition<Element>,
  random: Random,
): void {
  const { dim, group } = representation;
  const cube = { rows: dim, inner: dim, columns: dim };
  const back = transpose(q, dim, dim);
  expectClose(
    matmul(q, back, cube),
    Array.from({ length: dim * dim }, (_, i) => (i % (dim + 1) === 0 ? 1 : 0)),
  );
  const g = group.sample(random);
  expectClose(matmul(matmul(q, sum.matrix(g), cube), back, cube), representation.matrix(g));
}

const finiteGroups: readonly FiniteGroup[] = [
  cyclicGroup(5),
  cyclicGroup(8),
  dihedralGroup(4),
  dihedralGroup(5),
  quaternionGroup(),
  alternatingGroup(4),
  symmetricGroup(4),
  icosahedralGroup(),
  tetrahedralGroup({ inversion: true }),
  directProduct(cyclicGroup(3), dihedralGroup(3)),
  wreathProduct(cyclicGroup(3), symmetricGroup(2)),
];

describe("decompose, for finite groups", () => {
  it.each(finiteGroups.map((group) => [group.name, group] as const))(
    "finds each irrep of %s in the regular representation as often as its dimension over its endomorphisms says",
    (_, group) => {
      const regular = regularRepresentation(group);
      const decomposition = decompose(regular);
      expect(decomposition.terms.map(({ irrep }) => irrep.name)).toEqual(
        group.irreps().map(({ name }) => name),
      );
      for (const { irrep, multiplicity } of decomposition.terms) {
        expect(multiplicity).toBe(irrep.dim / irrep.endomorphisms.length);
      }
      checkLawOfDecomposition(regular, decomposition, Random.fromSeed(1));
    },
  );

  it("takes apart what was put together, for any multiplicities", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(...finiteGroups),
        fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }),
        (seed, group, counts) => {
          const random = Random.fromSeed(seed);
          const chosen = group
            .irreps()
            .flatMap((irrep, k) => Array.from({ length: counts[k % 5] }, () => irrep));
          if (chosen.length === 0) return;
          const hidden = turned(directSum(...chosen), random);
          const decomposition = decompose(hidden);
          for (const { irrep, multiplicity } of decomposition.terms) {
            expect(multiplicity).toBe(chosen.filter(({ name }) => name === irrep.name).length);
          }
          checkLawOfDecomposition(hidden, decomposition, random);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("knows pairs of points of S_5", () => {
    const pairs = tensorPower(permutationRepresentation(symmetricGroup(5)), 2);
    expect(textOf(decompose(pairs))).toBe("2x[5]+3x[4,1]+1x[3,2]+1x[3,1,1]");
  });

  it("branches the degrees of SO(3) to the rotations of the icosahedron and of the octahedron", () => {
    const branch = (l: number, group: FiniteMatrixGroup): string =>
      textOf(
        decompose(
          restrictedRepresentation(Irreps.parse(`${l}e`), {
            subgroup: group,
            embed: (g) => group.defining.matrix(g),
          }),
        ),
      );
    const [i, o] = [icosahedralGroup(), octahedralGroup()];
    expect([0, 1, 2, 3, 4, 5, 6].map((l) => branch(l, i))).toEqual([
      "1xA",
      "1xT1",
      "1xH",
      "1xT2+1xG",
      "1xG+1xH",
      "1xT1+1xT2+1xH",
      "1xA+1xT1+1xG+1xH",
    ]);
    expect([0, 1, 2, 3, 4].map((l) => branch(l, o))).toEqual([
      "1xA1",
      "1xT1",
      "1xE+1xT2",
      "1xA2+1xT1+1xT2",
      "1xA1+1xE+1xT1+1xT2",
    ]);
  });
});

describe("decompose, for Lie groups", () => {
  it.each([
    ["1o", 2, "1x0e+1x1e+1x2e"],
    ["1o", 4, "3x0e+6x1e+6x2e+3x3e+1x4e"],
    ["0e+1o+2e", 2, "3x0e+4x1o+2x1e+2x2o+4x2e+2x3o+1x3e+1x4e"],
  ])("decomposes tensors of %s of order %s over O(3)", (text, order, expected) => {
    const tensors = tensorPower(Irreps.parse(text), order);
    const decomposition = decompose(tensors);
    expect(textOf(decomposition)).toBe(expected);
    checkLawOfDecomposition(tensors, decomposition, Random.fromSeed(2));
  });

  it("agrees with the rule of angular momentum", () => {
    const text = "2x0e+1o+2e";
    const pairs = tensorPower(Irreps.parse(text), 2);
    expect(textOf(decompose(pairs))).toBe(Irreps.parse(text).tensorProduct(text).toString());
  });

  it("decomposes over SO(2), O(2), SU(2) and SO(3), all types of irreps", () => {
    const random = Random.fromSeed(3);
    const circle = tensorRepresentation(so2Irrep(1), so2Irrep(1), so2Irrep(3));
    expect(textOf(decompose(circle))).toBe("1x(1)+2x(3)+1x(5)");
    const mirror = tensorRepresentation(o2Irrep(1, 1), o2Irrep(1, 1), o2Irrep(1, 2));
    expect(textOf(decompose(mirror))).toBe("1x(0,0)+1x(1,0)+2x(1,2)+1x(1,4)");
    const spinors = tensorRepresentation(su2Irrep(1 / 2), su2Irrep(1 / 2), su2Irrep(1 / 2));
    expect(textOf(decompose(spinors))).toBe(sumOf([8, su2Irrep(1 / 2)], [4, su2Irrep(3 / 2)]));
    const vectors = tensorPower(definingRepresentation(so3), 2);
    expect(textOf(decompose(vectors))).toBe("1x0+1x1+1x2");
    checkLawOfDecomposition(circle, decompose(circle), random);
    checkLawOfDecomposition(mirror, decompose(mirror), random);
    checkLawOfDecomposition(spinors, decompose(spinors), random);
    checkLawOfDecomposition(vectors, decompose(vectors), random);
  });
});

describe("decompose refuses", () => {
  it("groups whose irreps are not known, and groups that are not compact", () => {
    expect(() => decompose(definingRepresentation(properLorentzGroup()))).toThrow(
      "irrepsOf: expected a group whose irreps are known, got",
    );
    const irreps = firstIrreps(irrepsOf(so2), 2) as RealIrrep<never>[];
    expect(() => decompose<Float64Array>(definingRepresentation(sl2r), { irreps })).toThrow(
      "decompose: expected a compact group, got SL(2,R), whose algebra element",
    );
  });

  it("lists of irreps that do not fill the representation", () => {
    const [trivial, turn] = firstIrreps(irrepsOf(so2), 2);
    expect(() => decompose(so2Irrep(2), { irreps: [trivial, turn] })).toThrow(
      "decompose: expected the irreps to fill dim = 2, got 0: the list of irreps is incomplete",
    );
  });

  it("what is no representation", () => {
    const group = cyclicGroup(3);
    const wrong: Representation<number> = {
      group,
      dim: 1,
      matrix: (g) => Float64Array.of(g === 0 ? 1 : -1),
    };
    expect(() => decompose(wrong)).toThrow(/this is no representation of C3/u);
  });
});

/** The representation in a random orthonormal basis. */
function turned<Element>(
  representation: Representation<Element>,
  random: Random,
): Representation<Element> {
  const { dim, group } = representation;
  const q = random.orthogonal(dim);
  const cube = { rows: dim, inner: dim, columns: dim };
  return {
    group,
    dim,
    matrix: (g) => matmul(matmul(q, representation.matrix(g), cube), transpose(q, dim, dim), cube),
  };
}
