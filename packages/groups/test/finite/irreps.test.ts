import {
  alternatingGroup,
  finiteGroupFromPermutations,
  symmetricGroup,
  symmetricPermutations,
} from "@erlangen/groups";
import type { FiniteIrrep } from "@erlangen/groups";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, multiply, transpose } from "../closeness.ts";
import { endomorphismCount, groupWithElements, samples, withoutFormulas } from "./samples.ts";

const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));

const anyIrrep = groupWithElements(2).chain(({ group, elements }) =>
  fc.constantFrom(...group.irreps()).map((irrep) => ({ group, irrep, elements })),
);

describe("real irreps of finite groups", () => {
  it("take products to products, by orthogonal matrices", () => {
    fc.assert(
      fc.property(anyIrrep, ({ group, irrep, elements: [g, h] }) => {
        const { dim } = irrep;
        const product = multiply(irrep.matrix(g), irrep.matrix(h), dim);
        expectClose(product, irrep.matrix(group.multiply(g, h)));
        expectClose(multiply(irrep.matrix(g), transpose(irrep.matrix(g), dim), dim), identity(dim));
        expectClose(irrep.matrix(group.identity), identity(dim));
      }),
      { numRuns: 300 },
    );
  });

  it("have the trace that their character says", () => {
    fc.assert(
      fc.property(anyIrrep, ({ irrep, elements: [g] }) => {
        const matrix = irrep.matrix(g);
        let trace = 0;
        for (let i = 0; i < irrep.dim; i++) trace += matrix[i * (irrep.dim + 1)];
        expectClose([irrep.character(g)], [trace]);
      }),
    );
  });

  it("commute with their endomorphisms, an orthogonal basis of the field of their type", () => {
    fc.assert(
      fc.property(anyIrrep, ({ irrep, elements: [g] }) => {
        const { dim, endomorphisms, type } = irrep;
        expect(endomorphisms.length).toBe(endomorphismCount[type]);
        const matrix = irrep.matrix(g);
        endomorphisms.forEach((structure, i) => {
          expectClose(multiply(structure, matrix, dim), multiply(matrix, structure, dim));
          endomorphisms.forEach((other, j) => {
            const inner = structure.reduce((sum, entry, k) => sum + entry * other[k], 0);
            expectClose([inner], [i === j ? dim : 0]);
          });
          const square = identity(dim).map((entry) => (i === 0 ? entry : -entry));
          expectClose(multiply(structure, structure, dim), square);
        });
      }),
    );
  });

  it("are as many as their squares fill the group, with orthogonal characters", () => {
    for (const group of samples) {
      const irreps = group.irreps();
      const filled = irreps.reduce(
        (sum, { dim, type }) => sum + dim ** 2 / endomorphismCount[type],
        0,
      );
      expect(filled).toBe(group.order);
      expect(new Set(irreps.map(({ name }) => name)).size).toBe(irreps.length);
      expect(group.elements.every((g) => irreps[0].character(g) === 1)).toBe(true);
      irreps.forEach((first, i) => {
        irreps.slice(i).forEach((second, j) => {
          const inner = group.elements.reduce(
            (sum, g) => sum + (first.character(g) * second.character(g)) / group.order,
            0,
          );
          expectClose([inner], [j === 0 ? endomorphismCount[first.type] : 0]);
        });
      });
    }
  });

  it("have orthogonal matrix entries", () => {
    for (const group of [alternatingGroup(4), samples[17], samples[27]]) {
      const irreps = group.irreps();
      const entries = (irrep: FiniteIrrep) => group.elements.map((g) => irrep.matrix(g));
      for (const first of irreps) {
        for (const second of irreps.filter((other) => other !== first)) {
          const [left, right] = [entries(first), entries(second)];
          for (let a = 0; a < first.dim ** 2; a++) {
            for (let b = 0; b < second.dim ** 2; b++) {
              const inner = left.reduce((sum, matrix, g) => sum + matrix[a] * right[g][b], 0);
              expectClose([inner], [0]);
            }
          }
        }
      }
    }
  });

  it("agree with closed forms, up to names and order", () => {
    const signature = (irrep: FiniteIrrep) =>
      [
        irrep.dim,
        irrep.type,
        ...irrep.group.elements.map((g) => Math.round(1e9 * irrep.character(g))),
      ].join(" ");
    for (const group of [symmetricGroup(4), symmetricGroup(5), alternatingGroup(5), samples[7]]) {
      const closed = group.irreps().map(signature);
      const general = withoutFormulas(group).irreps();
      const found = general.map(signature);
      expect(found.toSorted()).toEqual(closed.toSorted());
    }
  });

  it("are those of partitions for the symmetric group", () => {
    const irreps = symmetricGroup(4).irreps();
    expect(irreps.map(({ name }) => name)).toEqual([
      "[4]",
      "[3,1]",
      "[2,2]",
      "[2,1,1]",
      "[1,1,1,1]",
    ]);
    // In Young's form (1 2) is diagonal, and (2 3) acts on [2,1] with distance 2.
    const plane = symmetricGroup(3).irreps()[1];
    expectClose(plane.matrix(2).map(Math.abs), [1, 0, 0, 1]);
    expectClose(plane.matrix(1).map(Math.abs), [1 / 2, Math.sqrt(3) / 2, Math.sqrt(3) / 2, 1 / 2]);
  });

  it("need no list of elements for the symmetric group", () => {
    const group = symmetricGroup(12);
    const irreps = group.irreps();
    expect(irreps.length).toBe(77);
    expect(Math.max(...irreps.map(({ dim }) => dim))).toBe(7700);
    expect(irreps.reduce((sum, { dim }) => sum + dim ** 2, 0)).toBe(group.order);
  });

  it("come out of two generators of S_7", () => {
    const group = finiteGroupFromPermutations(symmetricPermutations(7).generators);
    const dims = group.irreps().map(({ dim }) => dim);
    expect(dims).toEqual([1, 1, 6, 6, 14, 14, 14, 14, 15, 15, 20, 21, 21, 35, 35]);
    const [last] = group.irreps().slice(-1);
    const product = multiply(last.matrix(17), last.matrix(4711), 35);
    expectClose(product, last.matrix(group.multiply(17, 4711)));
  });
});
