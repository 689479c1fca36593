import {
  abelianStructure,
  cyclicGroup,
  dihedralGroup,
  directProduct,
  finiteGroupFromMatrices,
  finiteGroupFromPermutations,
  finiteGroupFromTable,
  Permutation,
  quaternionGroup,
  semidirectProduct,
  symmetricGroup,
  wreathProduct,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose, multiply } from "../closeness.ts";
import { frobeniusGroup } from "./samples.ts";

describe("products", () => {
  it("multiply componentwise", () => {
    const group = directProduct(cyclicGroup(4), symmetricGroup(3));
    expect(group.multiply(3 * 6 + 1, 2 * 6 + 2)).toBe(6 + symmetricGroup(3).multiply(1, 2));
    expect(group.generators.length).toBe(3);
  });

  it("twist by an action: reflections of a polygon are C_n ⋊ C_2", () => {
    const inversion = (h: number, n: number) => (h === 0 ? n : (5 - n) % 5);
    const twisted = semidirectProduct(cyclicGroup(5), cyclicGroup(2), inversion);
    const dihedral = dihedralGroup(5);
    for (const a of dihedral.elements) {
      for (const b of dihedral.elements) {
        expect(twisted.multiply(a, b)).toBe(dihedral.multiply(a, b));
      }
    }
  });

  it("wreathe: signed permutations of three axes are the symmetries of the cube", () => {
    const group = wreathProduct(cyclicGroup(2), symmetricGroup(3));
    const dims = group.irreps().map(({ dim }) => dim);
    expect(dims).toEqual([1, 1, 1, 1, 2, 2, 3, 3, 3, 3]);
    expect(group.generators.length).toBe(3);
  });

  it("refuse actions that are none", () => {
    const [c7, c3] = [cyclicGroup(7), cyclicGroup(3)];
    expect(() => semidirectProduct(c7, c3, (h, n) => (n + h) % 7)).toThrow(
      "expected action(1, a b) = action(1, a) action(1, b)",
    );
    expect(() => semidirectProduct(c7, c3, () => 0)).toThrow("expected action(1, n) to permute C7");
    expect(() => semidirectProduct(c7, c3, (h, n) => (n * 3 ** h) % 7)).toThrow(
      "expected action(h k, n) = action(h, action(k, n))",
    );
    expect(() => wreathProduct(cyclicGroup(100), symmetricGroup(9))).toThrow(
      "wreathProduct: expected fewer than 2^53 elements",
    );
  });

  it("decompose when they are abelian", () => {
    const group = directProduct(directProduct(cyclicGroup(4), cyclicGroup(6)), cyclicGroup(2));
    const { moduli, coordinates } = abelianStructure(group);
    expect(moduli).toEqual([12, 2, 2]);
    const at = (g: number) => Array.from(coordinates.subarray(3 * g, 3 * g + 3));
    for (const a of group.elements) {
      for (const b of group.generators) {
        const sum = at(a).map((x, f) => (x + at(b)[f]) % moduli[f]);
        expect(at(group.multiply(a, b))).toEqual(sum);
      }
    }
    expect(() => abelianStructure(quaternionGroup())).toThrow("expected an abelian group, got Q8");
  });
});

describe("groups from what generates them", () => {
  it("come from permutations, each element with its images", () => {
    const group = finiteGroupFromPermutations([
      Permutation.fromCycles("(1 2 3 4 5 6)", 6),
      Permutation.fromCycles("(2 6)(3 5)", 6),
    ]);
    expect([group.order, group.degree]).toEqual([12, 6]);
    const [a, b] = [7, 5].map((g) => group.permutation(g));
    expect([...group.permutation(group.multiply(7, 5))]).toEqual([...b].map((x) => a[x]));
    expect(group.elementName(0)).toBe("()");
  });

  it("come from matrices, each element with its matrix", () => {
    const c = Math.cos((2 * Math.PI) / 7);
    const s = Math.sin((2 * Math.PI) / 7);
    const group = finiteGroupFromMatrices([[c, -s, s, c]], { dim: 2, name: "rotations" });
    expect([group.order, group.name]).toEqual([7, "rotations"]);
    const rotation = (g: number) => group.defining.matrix(g);
    expectClose(multiply(rotation(3), rotation(6), 2), rotation(group.multiply(3, 6)));
  });

  it("come from tables", () => {
    const q8 = quaternionGroup();
    const table = q8.elements.map((a) => q8.elements.map((b) => q8.multiply(a, b)));
    expect(finiteGroupFromTable(table, "Q").irreps().at(-1)?.type).toBe("quaternionic");
    expect(frobeniusGroup().order).toBe(21);
  });

  it.each([
    [[], "a table of 1 to 4096 rows, got 0"],
    [[[0, 1], [1]], "2 entries in row 1, got 1"],
    [
      [
        [0, 1],
        [0, 1],
      ],
      "0 to be neutral: 1 * 0 = 1, got 0",
    ],
    [
      [
        [0, 2],
        [1, 0],
      ],
      "row 0 to hold each of 0 to 1 once, got 2 at 1",
    ],
    [
      [
        [0, 1],
        [1, 1],
      ],
      "row 1 to hold each of 0 to 1 once, got 1 at 1",
    ],
    [
      [
        [0, 1, 2, 3, 4],
        [1, 0, 3, 4, 2],
        [2, 4, 0, 1, 3],
        [3, 2, 4, 0, 1],
        [4, 3, 1, 2, 0],
      ],
      "(1 * 1) * 2 = 1 * (1 * 2), got 2, 4",
    ],
  ])("refuse tables that are no groups: %j", (table, message) => {
    expect(() => finiteGroupFromTable(table)).toThrow(`finiteGroupFromTable: expected ${message}`);
  });

  it("refuse matrices and permutations that do not fit", () => {
    expect(() => finiteGroupFromMatrices([[2, 0, 0, 1]], { dim: 2 })).toThrow(
      "finiteGroupFromMatrices: expected orthogonal generators, got rows 0 and 0 off by 3",
    );
    expect(() => finiteGroupFromMatrices([[1, 0]], { dim: 2 })).toThrow(
      "expected generators of shape [dim, dim] = [2, 2], flat, got 2 numbers",
    );
    const turn = [Math.cos(1), -Math.sin(1), Math.sin(1), Math.cos(1)];
    expect(() => finiteGroupFromMatrices([turn], { dim: 2 })).toThrow(
      "expected generators of a group of at most 250000 elements, got more",
    );
    expect(() => finiteGroupFromPermutations([])).toThrow("expected at least one generator");
    expect(() =>
      finiteGroupFromPermutations([Permutation.identity(2), Permutation.identity(3)]),
    ).toThrow("expected permutations of one degree, got 2 and 3");
  });
});
