import { Random } from "@erlangen/numerics";
import type { FiniteIrrep } from "@erlangen/groups";
import {
  Irrep,
  Irreps,
  branchO2ToDihedral,
  branchO2ToSo2,
  branchSo2ToCyclic,
  branchSo3ToSo2,
  cyclicInSo2,
  decompose,
  dihedralInO2,
  icosahedralGroup,
  o2Irrep,
  octahedralGroup,
  restrictedRepresentation,
  so2,
  so2InSo3,
  so2Irrep,
  wignerD,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { blockDiagonal } from "./intertwining.ts";

interface Restriction {
  readonly group: string;
  readonly irrep: number[];
  readonly subgroup: string;
  readonly irreps: number[][];
  readonly change_of_basis: number[][];
}

const restrictions = golden<{ restrictions: Restriction[] }>(
  "escnn_continuous_groups",
).restrictions;

function restrictionsOf(group: string, subgroup: string): Restriction[] {
  const found = restrictions.filter(
    (entry) => entry.group === group && entry.subgroup === subgroup,
  );
  expect(found.length).toBeGreaterThan(0);
  return found;
}

/** rho = Q blocks Q^T */
function expectBranches(
  matrix: Float64Array,
  changeOfBasis: Float64Array,
  blocks: readonly { readonly matrix: ArrayLike<number>; readonly dim: number }[],
): void {
  const dim = Math.sqrt(matrix.length);
  const turned = multiply(changeOfBasis, blockDiagonal(blocks), dim);
  expectClose(multiply(turned, transpose(changeOfBasis, dim), dim), matrix);
}

function blocksAt(irreps: readonly FiniteIrrep[], g: number) {
  return irreps.map((irrep) => ({ matrix: irrep.matrix(g), dim: irrep.dim }));
}

describe("branching", () => {
  it("of SO(2) to C_4, of O(2) to D_4 and SO(2), and of SO(3) to SO(2) is escnn's, basis included", () => {
    for (const { irrep, irreps, change_of_basis: expected } of restrictionsOf("SO(2)", "C4")) {
      const found = branchSo2ToCyclic(so2Irrep(irrep[0]), 4);
      expect(found.irreps).toEqual(irreps.flat());
      expectClose(found.changeOfBasis, expected.flat());
    }
    for (const { irrep, irreps, change_of_basis: expected } of restrictionsOf("O(2)", "D4")) {
      const found = branchO2ToDihedral(o2Irrep(irrep[0] as 0 | 1, irrep[1]), 4);
      expect(found.irreps.map(({ flip, frequency }) => [flip, frequency])).toEqual(irreps);
      expectClose(found.changeOfBasis, expected.flat());
    }
    for (const { irrep, irreps, change_of_basis: expected } of restrictionsOf("O(2)", "SO(2)")) {
      const found = branchO2ToSo2(o2Irrep(irrep[0] as 0 | 1, irrep[1]));
      expect(found.irreps.map(({ frequency }) => [frequency])).toEqual(irreps);
      expectClose(found.changeOfBasis, expected.flat());
    }
    for (const { irrep, irreps, change_of_basis: expected } of restrictionsOf("SO(3)", "SO(2)")) {
      const found = branchSo3ToSo2(irrep[0]);
      expect(found.irreps.map(({ frequency }) => [frequency])).toEqual(irreps);
      expectClose(found.changeOfBasis, expected.flat());
    }
  });

  it("reconstructs the irrep from those of C_n and D_n on every element", () => {
    for (const n of [1, 2, 3, 4, 5, 6, 9]) {
      const [cyclic, dihedral] = [cyclicInSo2(n), dihedralInO2(n)];
      const rotations = cyclic.subgroup.irreps();
      const reflections = new Map(dihedral.subgroup.irreps().map((irrep) => [irrep.name, irrep]));
      for (let k = 0; k <= 2 * n + 1; k++) {
        const turn = so2Irrep(k);
        const { irreps, changeOfBasis } = branchSo2ToCyclic(turn, n);
        const parts = irreps.map((label) => rotations[label]);
        for (const g of cyclic.subgroup.elements) {
          expectBranches(turn.matrix(cyclic.embed(g)), changeOfBasis, blocksAt(parts, g));
        }
        const mirrored = o2Irrep(1, k);
        const branched = branchO2ToDihedral(mirrored, n);
        const labelled = branched.irreps.map(({ flip, frequency }) => {
          const irrep = reflections.get(`(${flip},${frequency})`);
          expect(irrep).toBeDefined();
          return irrep!;
        });
        for (const g of dihedral.subgroup.elements) {
          const matrix = mirrored.matrix(dihedral.embed(g));
          expectBranches(matrix, branched.changeOfBasis, blocksAt(labelled, g));
        }
      }
    }
  });

  it("of SO(3) to the icosahedral and octahedral groups has escnn's irreps", () => {
    // How escnn numbers them.
    const names = {
      Icosahedral: new Map(Object.entries({ 0: "A", 1: "T1", 2: "H", 3: "T2", 4: "G" })),
      Octahedral: new Map(Object.entries({ "-1": "T2", 0: "A1", 1: "T1", 2: "E", 3: "A2" })),
    };
    for (const [name, solid] of [
      ["Icosahedral", icosahedralGroup()],
      ["Octahedral", octahedralGroup()],
    ] as const) {
      for (const { irrep, irreps } of restrictionsOf("SO(3)", name)) {
        const restricted = restrictedRepresentation(
          Irreps.fromBlocks([{ multiplicity: 1, irrep: new Irrep(irrep[0], 1) }]),
          { subgroup: solid, embed: (g: number) => solid.defining.matrix(g) },
        );
        const { terms, changeOfBasis, sum } = decompose(restricted);
        const found = terms.flatMap((term) =>
          Array.from({ length: term.multiplicity }, () => term.irrep.name),
        );
        const expected = irreps.map(([id]) => names[name].get(`${id}`));
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found.length).toBe(expected.length);
        for (const g of solid.elements) {
          const block = [{ matrix: sum.matrix(g), dim: sum.dim }];
          expectBranches(restricted.matrix(g), changeOfBasis, block);
        }
      }
    }
  });

  it("of SO(3) follows any axis", () => {
    const random = Random.fromSeed(60);
    for (const l of [0, 1, 2, 5]) {
      const rotation = random.rotation();
      const axis = [rotation[1], rotation[4], rotation[7]] as const;
      const { irreps, changeOfBasis } = branchSo3ToSo2(l, rotation);
      const h = so2.sample(random);
      expectBranches(
        wignerD(l, so2InSo3(axis).embed(h)),
        changeOfBasis,
        irreps.map((irrep) => ({ matrix: irrep.matrix(h), dim: irrep.dim })),
      );
    }
  });

  it("refuses orders and degrees that are none", () => {
    expect(() => branchSo2ToCyclic(so2Irrep(1), 0)).toThrow(
      "branchSo2ToCyclic: expected n to be an integer from 1 to 1000000, got 0",
    );
    expect(() => branchO2ToDihedral(o2Irrep(1, 0), 0)).toThrow("branchO2ToDihedral: expected n");
    expect(() => branchSo3ToSo2(-1)).toThrow("branchSo3ToSo2: expected l");
  });
});
