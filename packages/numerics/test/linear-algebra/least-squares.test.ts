import { Random, leastSquares, matmul, transpose } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, relativeError } from "../tolerances.ts";
import { lowRank, matrices } from "./matrices.ts";

test("the residual is orthogonal to the columns of A", () => {
  fc.assert(
    fc.property(matrices, fc.nat(), ({ rows, columns, entries }, seed) => {
      fc.pre(entries.some((entry) => entry !== 0));
      const size = entries.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 0);
      const matrix = entries.map((entry) => entry / size);
      const right = Random.fromSeed(seed).normal(2 * rows);
      const { solution } = leastSquares(matrix, rows, columns, right);
      const fitted = matmul(matrix, solution, { rows, inner: columns, columns: 2 });
      const residual = right.map((value, i) => value - fitted[i]);
      const overlap = matmul(transpose(matrix, rows, columns), residual, {
        rows: columns,
        inner: rows,
        columns: 2,
      });
      expect(Math.max(...overlap.map(Math.abs))).toBeLessThan(accurate);
    }),
  );
});

test("of all solutions the shortest is taken, and the rank is found", () => {
  const { solution, rank } = leastSquares([1, 1, 1, 1], 2, 2, [2, 2]);
  expect(rank).toBe(1);
  expect(relativeError(solution, [1, 1])).toBeLessThan(accurate);
  const matrix = lowRank(Random.fromSeed(0), { rows: 40, inner: 7, columns: 30 });
  expect(leastSquares(matrix, 40, 30, Random.fromSeed(1).normal(40)).rank).toBe(7);
});

test("a zero matrix has rank 0 and the solution 0", () => {
  const { solution, rank } = leastSquares([0, 0], 2, 1, [1, 2]);
  expect(rank).toBe(0);
  expect(Array.from(solution)).toEqual([0]);
});

test("bad input is refused", () => {
  expect(() => leastSquares([1, 2], 2, 1, [1])).toThrow(
    "leastSquares: expected right of shape [2, columns], flat with a multiple of 2 numbers, got 1",
  );
});
