import { Random, eigh, svd } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { compose, gram, identity, lowRank, matrices } from "./matrices.ts";

test("for any shape, rank and scale: U and V have orthonormal columns, values descend, the product is A", () => {
  fc.assert(
    fc.property(matrices, ({ rows, columns, entries }) => {
      const k = Math.min(rows, columns);
      const { u, values, v } = svd(entries, rows, columns);
      expect([u.length, values.length, v.length]).toEqual([rows * k, k, columns * k]);
      expect(values.every((value, i) => value >= 0 && (i === 0 || value <= values[i - 1]))).toBe(
        true,
      );
      expect(relativeError(gram(u, rows, k), identity(k))).toBeLessThan(exactly);
      expect(relativeError(gram(v, columns, k), identity(k))).toBeLessThan(exactly);
      expect(relativeError(compose(u, values, v), entries)).toBeLessThan(exactly);
    }),
  );
});

test("the same holds for 200 by 200, full and of rank 50", () => {
  const n = 200;
  const random = Random.fromSeed(0);
  for (const matrix of [
    random.normal(n * n),
    lowRank(random, { rows: n, inner: 50, columns: n }),
  ]) {
    const { u, values, v } = svd(matrix, n, n);
    expect(relativeError(gram(u, n, n), identity(n))).toBeLessThan(accurate);
    expect(relativeError(gram(v, n, n), identity(n))).toBeLessThan(accurate);
    expect(relativeError(compose(u, values, v), matrix)).toBeLessThan(accurate);
  }
});

test("the squares of the values are the eigenvalues of Aᵀ A", () => {
  const matrix = Random.fromSeed(1).normal(30 * 20);
  const squares = svd(matrix, 30, 20).values.map((value) => value * value);
  expect(relativeError(squares.toReversed(), eigh(gram(matrix, 30, 20), 20).values)).toBeLessThan(
    exactly,
  );
});

test("the Hilbert matrix of size 8 keeps its condition number, 15257575538.06", () => {
  const hilbert = Float64Array.from(
    { length: 64 },
    (_, i) => 1 / (Math.floor(i / 8) + (i % 8) + 1),
  );
  const { values } = svd(hilbert, 8, 8);
  expect(relativeError([values[0] / values[7]], [15257575538.060041])).toBeLessThan(1e-6);
});

test("vectors of vanishing singular values complete the bases", () => {
  const { u, values, v } = svd([1, 0, 0, 1e-250, 0, 0], 3, 2);
  expect(Array.from(values)).toEqual([1, 1e-250]);
  expect(gram(u, 3, 2)).toEqual(identity(2));
  expect(gram(v, 2, 2)).toEqual(identity(2));
});

test.each([
  [
    "svd: expected matrix of shape [rows, columns] = [2, 2], flat with 4 numbers, got 3",
    () => svd([1, 2, 3], 2, 2),
  ],
  ["svd: expected columns to be an integer from 1", () => svd([], 2, 0)],
  [
    "svd: expected matrix to hold finite numbers, got Infinity at index 1",
    () => svd([1, Infinity], 2, 1),
  ],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
