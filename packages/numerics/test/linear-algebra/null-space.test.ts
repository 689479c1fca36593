import { Random, matmul, nullSpace, transpose } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { gram, identity, lowRank } from "./matrices.ts";

test("the basis is orthonormal, A takes it to 0, and rank + dim = columns", () => {
  const extent = fc.integer({ min: 1, max: 15 });
  fc.assert(
    fc.property(fc.nat(), extent, extent, extent, (seed, rows, columns, inner) => {
      const matrix = lowRank(Random.fromSeed(seed), { rows, inner, columns });
      const { dim, basis } = nullSpace(matrix, rows, columns, { tolerance: 1e-9 });
      expect(dim).toBe(columns - Math.min(rows, columns, inner));
      expect(basis.length).toBe(dim * columns);
      if (dim === 0) return;
      const vectors = transpose(basis, dim, columns);
      expect(relativeError(gram(vectors, columns, dim), identity(dim))).toBeLessThan(exactly);
      const image = matmul(matrix, vectors, { rows, inner: columns, columns: dim });
      expect(Math.max(...image.map(Math.abs))).toBeLessThan(accurate);
    }),
  );
});

test("the scale of the matrix does not matter", () => {
  const matrix = [1e-14, 0, 0, 1, 1e-14, 1];
  for (const scale of [1e-200, 1, 1e200]) {
    const { dim } = nullSpace(
      matrix.map((entry) => entry * scale),
      3,
      2,
    );
    expect(dim).toBe(1);
  }
});

test("a zero matrix has all of space as its null space", () => {
  expect(nullSpace([0, 0, 0], 1, 3).dim).toBe(3);
});

test("the tolerance decides what counts as null, relative to the longest row", () => {
  const matrix = [1e6, 0, 0, 1e-2];
  expect(nullSpace(matrix, 2, 2).dim).toBe(0);
  expect(nullSpace(matrix, 2, 2, { tolerance: 1e-6 }).dim).toBe(1);
});

test.each([
  ["nullSpace: expected tolerance in [0, 1), got 1", () => nullSpace([1], 1, 1, { tolerance: 1 })],
  ["nullSpace: expected matrix of shape [rows, columns] = [2, 1]", () => nullSpace([1], 2, 1)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
