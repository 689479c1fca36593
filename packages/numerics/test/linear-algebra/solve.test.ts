import {
  Random,
  cholesky,
  determinant,
  inverse,
  lu,
  matmul,
  solve,
  transpose,
} from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { conditioned, gram, identity, wellConditioned } from "./matrices.ts";

const square = (n: number): { rows: number; inner: number; columns: number } => ({
  rows: n,
  inner: n,
  columns: n,
});

test("L U is A with its rows permuted, and no entry of L exceeds 1", () => {
  fc.assert(
    fc.property(wellConditioned, ({ rows: n, entries }) => {
      const { packed, permutation } = lu(entries, n);
      const lower = packed.map((entry, i) => (i % n < Math.floor(i / n) ? entry : identity(n)[i]));
      const upper = packed.map((entry, i) => (i % n >= Math.floor(i / n) ? entry : 0));
      const permuted = Array.from(permutation).flatMap((row) =>
        Array.from(entries.subarray(row * n, row * n + n)),
      );
      expect(relativeError(matmul(lower, upper, square(n)), permuted)).toBeLessThan(exactly);
      expect(lower.every((entry) => Math.abs(entry) <= 1)).toBe(true);
    }),
  );
});

test("the determinant is multiplicative, and 1 or -1 for a permutation", () => {
  fc.assert(
    fc.property(wellConditioned, fc.nat(), ({ rows: n, entries }, seed) => {
      const other = conditioned(Random.fromSeed(seed), n);
      const product = determinant(matmul(entries, other, square(n)), n);
      expect(
        relativeError([product], [determinant(entries, n) * determinant(other, n)]),
      ).toBeLessThan(accurate);
    }),
  );
  expect(determinant([0, 1, 0, 0, 0, 1, 1, 0, 0], 3)).toBe(1);
  expect(determinant([0, 1, 1, 0], 2)).toBe(-1);
  expect(Math.abs(determinant([1, 2, 2, 4], 2))).toBe(0);
});

test("solve finds X from A and A X, with one column or several", () => {
  fc.assert(
    fc.property(
      wellConditioned,
      fc.integer({ min: 1, max: 4 }),
      ({ rows: n, entries }, columns) => {
        const x = Random.fromSeed(n).normal(n * columns);
        const right = matmul(entries, x, { rows: n, inner: n, columns });
        expect(relativeError(solve(entries, n, right), x)).toBeLessThan(1e-13);
      },
    ),
  );
});

test("the same holds for 200 by 200, and for the inverse", () => {
  const n = 200;
  const random = Random.fromSeed(1);
  const matrix = conditioned(random, n);
  const x = random.normal(n);
  const right = matmul(matrix, x, { rows: n, inner: n, columns: 1 });
  expect(relativeError(solve(matrix, n, right), x)).toBeLessThan(accurate);
  expect(relativeError(matmul(inverse(matrix, n), matrix, square(n)), identity(n))).toBeLessThan(
    accurate,
  );
});

test("the Cholesky factor is lower triangular with positive diagonal, and L Lᵀ = A", () => {
  fc.assert(
    fc.property(wellConditioned, ({ rows: n, entries }) => {
      const matrix = gram(entries, n, n);
      const lower = cholesky(matrix, n);
      expect(lower.every((entry, i) => i % n <= Math.floor(i / n) || entry === 0)).toBe(true);
      expect(identity(n).every((one, i) => one === 0 || lower[i] > 0)).toBe(true);
      expect(relativeError(matmul(lower, transpose(lower, n, n), square(n)), matrix)).toBeLessThan(
        exactly,
      );
    }),
  );
});

test.each([
  [
    "solve: expected matrix to be invertible, got a zero pivot in column 1; see leastSquares",
    () => solve([1, 2, 2, 4], 2, [1, 1]),
  ],
  ["inverse: expected n to be an integer from 1", () => inverse([], 0)],
  [
    "solve: expected right of shape [2, columns], flat with a multiple of 2 numbers, got 3",
    () => solve([1, 0, 0, 1], 2, [1, 2, 3]),
  ],
  [
    "solve: expected right of shape [2, columns], flat with a multiple of 2 numbers, got 0",
    () => solve([1, 0, 0, 1], 2, []),
  ],
  ["lu: expected matrix of shape [n, n] = [2, 2]", () => lu([1], 2)],
  [
    "cholesky: expected matrix to be positive definite, got pivot -3 in row 1",
    () => cholesky([1, 2, 2, 1], 2),
  ],
  ["cholesky: expected matrix to be symmetric", () => cholesky([1, 2, 0, 1], 2)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
