import { matmul, transpose } from "@erlangen/numerics";
import {
  Irreps,
  cyclicGroup,
  reducedTensorProduct,
  so2Irrep,
  symmetricGroup,
} from "@erlangen/groups";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { golden } from "../golden/golden.ts";
import { projectorOf } from "./laws.ts";

interface Case {
  readonly formula: string;
  readonly irreps: Readonly<Record<string, string>>;
  readonly irreps_out: string;
  readonly change_of_basis_shape: readonly number[];
  readonly change_of_basis_sparse: readonly (readonly number[])[];
}

const { cases } = golden<{ cases: readonly Case[] }>("e3nn_reduced");

/** Rows [dim, size] of a golden change of basis. */
function rowsOf({
  change_of_basis_shape: shape,
  change_of_basis_sparse: entries,
}: Case): Float64Array {
  const rows = new Float64Array(shape.reduce((a, b) => a * b, 1));
  for (const entry of entries) {
    const at = shape.reduce((sum, extent, axis) => sum * extent + entry[axis], 0);
    rows[at] = entry.at(-1) ?? 0;
  }
  return rows;
}

describe("reducedTensorProduct, against e3nn", () => {
  it.each(
    cases.map(
      (example) => [example.formula, Object.entries(example.irreps).join(" "), example] as const,
    ),
  )("finds the irreps of %s for %s, and the same spaces for each", (_, __, example) => {
    const { terms, dim, changeOfBasis } = reducedTensorProduct(example.formula, example.irreps);
    const text = terms.map(({ irrep, multiplicity }) => `${multiplicity}x${irrep.name}`).join("+");
    expect(text).toBe(example.irreps_out);
    expect(dim).toBe(example.change_of_basis_shape[0]);
    const rows = rowsOf(example);
    const size = rows.length / dim;
    for (const { offset, dim: width } of Irreps.parse(text).blocks) {
      const [start, end] = [offset * size, (offset + width) * size];
      expectClose(
        projectorOf(changeOfBasis.slice(start, end), size),
        projectorOf(rows.slice(start, end), size),
      );
    }
  });

  it("acts on symmetric matrices as e3nn's rows do, up to a sign for each irrep", () => {
    const example = cases[0];
    const { changeOfBasis } = reducedTensorProduct(example.formula, example.irreps);
    const between = matmul(changeOfBasis, transpose(rowsOf(example), 6, 9), {
      rows: 6,
      inner: 9,
      columns: 6,
    });
    const signs = [0, 1, 1, 1, 1, 1].map((block) => Math.sign(between[7 * block]));
    expectClose(
      between,
      Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? signs[i / 7] : 0)),
    );
  });
});

describe("reducedTensorProduct of other groups", () => {
  it("takes symmetric squares apart over SO(2) and over finite groups", () => {
    const names = (terms: readonly { irrep: { name: string }; multiplicity: number }[]): string[] =>
      terms.map(({ irrep, multiplicity }) => `${multiplicity}x${irrep.name}`);
    expect(names(reducedTensorProduct("ij=ji", { i: so2Irrep(1) }).terms)).toEqual([
      `1x${so2Irrep(0).name}`,
      `1x${so2Irrep(2).name}`,
    ]);
    expect(names(reducedTensorProduct("ij=-ji", { i: so2Irrep(1) }).terms)).toEqual([
      `1x${so2Irrep(0).name}`,
    ]);
    const standard = symmetricGroup(4).irreps()[1];
    expect(names(reducedTensorProduct("ij=ji", { i: standard }).terms)).toEqual([
      "1x[4]",
      "1x[3,1]",
      "1x[2,2]",
    ]);
  });

  it("may have no tensors at all", () => {
    const { dim, terms } = reducedTensorProduct("ijk=-jik=-ikj", { i: cyclicGroup(5).irreps()[1] });
    expect([dim, terms.length]).toEqual([0, 0]);
  });
});

describe("reducedTensorProduct refuses", () => {
  const vector = Irreps.parse("1o");

  it.each([
    ['expected formula to begin with distinct letters a to z, got "ii"', "ii", { i: vector }],
    ['expected each term of formula to be a permutation of ij, got "-jk"', "ij=-jk", { i: vector }],
    ['expected each term of formula to be a permutation of ij, got "jj"', "ij=jj", { i: vector }],
    ["expected factors.j as a representation, got none", "ij", { i: vector }],
    ['expected factors for indices of the formula, got "k"', "ij=ji", { i: vector, k: vector }],
    [
      "expected one representation for the exchanged indices i, j, got several",
      "ij=ji",
      { i: vector, j: Irreps.parse("2e") },
    ],
    ['expected a formula such as "ij=-ji", got 7', 7 as unknown as string, { i: vector }],
  ])("%s", (message, formula, factors) => {
    expect(() => reducedTensorProduct(formula, factors as Record<string, Irreps>)).toThrow(
      `reducedTensorProduct: ${message}`,
    );
  });
});
