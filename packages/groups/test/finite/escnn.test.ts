import { cyclicGroup, dihedralGroup, icosahedralGroup } from "@erlangen/groups";
import type { FiniteGroup } from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";

/** escnn prints 14 digits. */
const printed = 1e-12;

interface EscnnGroup {
  readonly order: number;
  readonly elements: readonly { readonly value: unknown }[];
  readonly generators: readonly number[];
  readonly table: readonly (readonly number[])[];
  readonly inverse: readonly number[];
  readonly irreps: readonly {
    readonly id: readonly number[];
    readonly size: number;
    readonly type: "R" | "C" | "H";
    readonly endomorphism_basis: readonly (readonly (readonly number[])[])[];
    readonly characters: readonly number[];
    readonly matrices: readonly (readonly (readonly number[])[])[];
  }[];
}

const typeLetters = { real: "R", complex: "C", quaternionic: "H" } as const;

const planar: readonly (readonly [string, () => FiniteGroup])[] = [
  ["C4", () => cyclicGroup(4)],
  ["C6", () => cyclicGroup(6)],
  ["C8", () => cyclicGroup(8)],
  ["D3", () => dihedralGroup(3)],
  ["D4", () => dihedralGroup(4)],
];

describe("agreement with escnn", () => {
  it.each(planar)(
    "%s has its elements, generators and products in the same order",
    (name, make) => {
      const expected = golden<EscnnGroup>(`escnn_group_${name}`);
      const group = make();
      expect(group.order).toBe(expected.order);
      expect(group.generators).toEqual(expected.generators);
      expect(group.elements.map((g) => group.inverse(g))).toEqual(expected.inverse);
      expect(group.elements.map((a) => group.elements.map((b) => group.multiply(a, b)))).toEqual(
        expected.table,
      );
    },
  );

  it.each(planar)("%s has the same irreps, matrix by matrix", (name, make) => {
    const expected = golden<EscnnGroup>(`escnn_group_${name}`).irreps;
    const irreps = make().irreps();
    expect(irreps.map((irrep) => irrep.name)).toEqual(
      expected.map(({ id }) => `(${id.join(",")})`),
    );
    irreps.forEach((irrep, i) => {
      const { size, type, characters, matrices, endomorphism_basis: basis } = expected[i];
      expect([irrep.dim, typeLetters[irrep.type]]).toEqual([size, type]);
      matrices.forEach((matrix, g) => {
        expectClose(irrep.matrix(g), matrix.flat(), printed);
        expectClose([irrep.character(g)], [characters[g]], printed);
      });
      expectClose(
        irrep.endomorphisms.flatMap((structure) => [...structure]),
        basis.flat(2),
        printed,
      );
    });
  });

  it("the icosahedral group has the same rotations, products and characters", () => {
    const expected = golden<EscnnGroup>("escnn_group_Icosahedral");
    const group = icosahedralGroup();
    const matrices = group.elements.map((g) => group.defining.matrix(g));
    // ours[i] is our number of their element i.
    const ours = expected.elements.map(({ value }) => {
      const matrix = (value as readonly (readonly number[])[]).flat();
      return matrices.findIndex((known) =>
        known.every((entry, i) => Math.abs(entry - matrix[i]) < printed),
      );
    });
    expect(new Set(ours).size).toBe(60);
    expect(ours).not.toContain(-1);
    expected.table.forEach((row, a) => {
      expect(row.map((product) => ours[product])).toEqual(
        ours.map((b) => group.multiply(ours[a], b)),
      );
    });
    const irreps = group.irreps();
    expect(irreps.length).toBe(expected.irreps.length);
    for (const { characters, size, type } of expected.irreps) {
      const same = irreps.filter((irrep) =>
        characters.every((value, g) => Math.abs(irrep.character(ours[g]) - value) < printed),
      );
      expect(same.map((irrep) => [irrep.dim, typeLetters[irrep.type]])).toEqual([[size, type]]);
    }
  });
});
