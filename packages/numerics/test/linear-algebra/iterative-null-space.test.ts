import { Random, iterativeNullSpace, matmul, nullSpace, transpose } from "@erlangen/numerics";
import type { LinearOperator } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { gram, identity, lowRank } from "./matrices.ts";

function operatorOf(matrix: Float64Array, rows: number, columns: number): LinearOperator {
  const flipped = transpose(matrix, rows, columns);
  return {
    rows,
    columns,
    apply: (x) => matmul(matrix, x, { rows, inner: columns, columns: 1 }),
    applyTranspose: (y) => matmul(flipped, y, { rows: columns, inner: rows, columns: 1 }),
  };
}

test("it finds the null space that a factorisation finds", () => {
  const extent = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(fc.nat(), extent, extent, extent, (seed, rows, columns, inner) => {
      const matrix = lowRank(Random.fromSeed(seed), { rows, inner, columns });
      const options = { random: Random.fromSeed(seed).split("trial"), tolerance: 1e-11 };
      const { dim, basis } = iterativeNullSpace(operatorOf(matrix, rows, columns), options);
      const direct = nullSpace(matrix, rows, columns, { tolerance: 1e-9 });
      expect(dim).toBe(direct.dim);
      if (dim === 0) return;
      const vectors = transpose(basis, dim, columns);
      expect(relativeError(gram(vectors, columns, dim), identity(dim))).toBeLessThan(exactly);
      const image = matmul(matrix, vectors, { rows, inner: columns, columns: dim });
      expect(Math.max(...image.map(Math.abs))).toBeLessThan(1e-9);
    }),
    { numRuns: 50 },
  );
});

test("constant vectors are what the differences on a ring of 400 points take to zero", () => {
  const n = 400;
  const difference: LinearOperator = {
    rows: n,
    columns: n,
    apply: (x) => x.map((value, i) => x[(i + 1) % n] - value),
    applyTranspose: (y) => y.map((value, i) => y[(i + n - 1) % n] - value),
  };
  const { dim, basis } = iterativeNullSpace(difference, { random: Random.fromSeed(1) });
  expect(dim).toBe(1);
  const constant = new Float64Array(n).fill(Math.sign(basis[0]) / Math.sqrt(n));
  expect(relativeError(basis, constant)).toBeLessThan(1e-9);
});

test("a zero operator has all of space as its null space", () => {
  const zero = operatorOf(new Float64Array(6), 2, 3);
  const { dim, basis } = iterativeNullSpace(zero, { random: Random.fromSeed(2) });
  expect(dim).toBe(3);
  expect(relativeError(gram(transpose(basis, 3, 3), 3, 3), identity(3))).toBeLessThan(accurate);
});

const random = Random.fromSeed(0);
const stretch = operatorOf(Float64Array.of(1, 0, 0, 1e-4), 2, 2);

test.each([
  [
    "expected tolerance in (0, 1), got 0",
    () => iterativeNullSpace(stretch, { random, tolerance: 0 }),
  ],
  [
    "expected operator.rows to be an integer from 1 to",
    () => iterativeNullSpace({ ...stretch, rows: 0 }, { random }),
  ],
  [
    "expected operator.apply to return [3], got [2]",
    () => iterativeNullSpace({ ...stretch, rows: 3 }, { random }),
  ],
  [
    "expected operator.apply to return finite numbers, got NaN or Infinity",
    () => iterativeNullSpace({ ...stretch, apply: (x) => x.map(() => Number.NaN) }, { random }),
  ],
  [
    "expected convergence within 1 iterations for each vector, got a residual of",
    () => iterativeNullSpace(stretch, { random, maxIterations: 1 }),
  ],
  [
    "expected a null space of dimension at most maxDim = 1, got more; raise maxDim",
    () => iterativeNullSpace(operatorOf(new Float64Array(4), 2, 2), { random, maxDim: 1 }),
  ],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(`iterativeNullSpace: ${message}`);
});
