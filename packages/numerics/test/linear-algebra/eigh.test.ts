import { Random, eigh } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { compose, gram, identity, symmetric } from "./matrices.ts";

const ascending = (values: Float64Array): boolean =>
  values.every((value, i) => i === 0 || values[i - 1] <= value);

test("eigenvectors are orthonormal and rebuild the matrix; eigenvalues ascend", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, n) => {
      const matrix = symmetric(Random.fromSeed(seed), n);
      const { values, vectors } = eigh(matrix, n);
      expect(ascending(values)).toBe(true);
      expect(relativeError(gram(vectors, n, n), identity(n))).toBeLessThan(exactly);
      expect(relativeError(compose(vectors, values, vectors), matrix)).toBeLessThan(exactly);
    }),
  );
});

test("the same holds for 200 by 200, and for repeated eigenvalues", () => {
  const n = 200;
  const random = Random.fromSeed(0);
  const basis = random.orthogonal(n);
  const repeated = compose(
    basis,
    Float64Array.from({ length: n }, (_, i) => i % 3),
    basis,
  );
  const ones = new Float64Array(n * n).fill(1);
  for (const matrix of [symmetric(random, n), repeated, ones]) {
    const { values, vectors } = eigh(matrix, n);
    expect(relativeError(gram(vectors, n, n), identity(n))).toBeLessThan(accurate);
    expect(relativeError(compose(vectors, values, vectors), matrix)).toBeLessThan(accurate);
  }
});

test("the path with n points has the eigenvalues 2 cos(π j / (n + 1))", () => {
  const n = 60;
  const path = Float64Array.from({ length: n * n }, (_, i) =>
    Math.abs(Math.floor(i / n) - (i % n)) === 1 ? 1 : 0,
  );
  const expected = Array.from(
    { length: n },
    (_, j) => -2 * Math.cos((Math.PI * (j + 1)) / (n + 1)),
  );
  expect(relativeError(eigh(path, n).values, expected)).toBeLessThan(exactly);
});

test("matrices of extreme size and the zero matrix are no exception", () => {
  for (const scale of [1e-300, 1e300, 0]) {
    const { values, vectors } = eigh([2 * scale, scale, scale, 2 * scale], 2);
    expect(relativeError(values, [scale, 3 * scale])).toBeLessThan(exactly);
    expect(relativeError(gram(vectors, 2, 2), identity(2))).toBeLessThan(exactly);
  }
});

test.each([
  [
    "eigh: expected matrix to be symmetric, got 3 at [1, 0] and 2 at [0, 1]",
    () => eigh([1, 2, 3, 4], 2),
  ],
  [
    "eigh: expected matrix of shape [n, n] = [2, 2], flat with 4 numbers, got 3",
    () => eigh([1, 2, 3], 2),
  ],
  ["eigh: expected matrix to hold finite numbers, got NaN at index 0", () => eigh([NaN], 1)],
  ["eigh: expected n to be an integer from 1 to", () => eigh([], 0)],
])("bad input is refused: %s", (message, call) => {
  expect(call).toThrow(message);
});
