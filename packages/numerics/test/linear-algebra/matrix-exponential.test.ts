import { Random, determinant, eigh, matmul, matrixExponential } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { compose, gram, identity, symmetric } from "./matrices.ts";

test("a symmetric matrix is exponentiated through its eigenvalues", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 10 }), (seed, n) => {
      const matrix = symmetric(Random.fromSeed(seed), n);
      const { values, vectors } = eigh(matrix, n);
      const expected = compose(vectors, values.map(Math.exp), vectors);
      expect(relativeError(matrixExponential(matrix, n), expected)).toBeLessThan(accurate);
    }),
  );
});

test("an antisymmetric matrix gives a rotation, also for many turns", () => {
  const n = 40;
  const entries = Random.fromSeed(0).normal(n * n);
  const antisymmetric = entries.map(
    (entry, i) => 10 * (entry - entries[(i % n) * n + Math.floor(i / n)]),
  );
  const rotation = matrixExponential(antisymmetric, n);
  expect(relativeError(gram(rotation, n, n), identity(n))).toBeLessThan(accurate);
  expect(relativeError([determinant(rotation, n)], [1])).toBeLessThan(accurate);
});

test("exp((s + t) A) = exp(s A) exp(t A), and exp(0) = 1", () => {
  const a = Random.fromSeed(1).normal(25);
  const [one, two, three] = [1, 2, 3].map((t) =>
    matrixExponential(
      a.map((entry) => t * entry),
      5,
    ),
  );
  expect(relativeError(matmul(one, two, { rows: 5, inner: 5, columns: 5 }), three)).toBeLessThan(
    accurate,
  );
  expect(matrixExponential(new Float64Array(9), 3)).toEqual(identity(3));
});

test("a nilpotent matrix gives its finite series", () => {
  expect(
    relativeError(
      matrixExponential([0, 1e3, 2, 0, 0, 1e3, 0, 0, 0], 3),
      [1, 1e3, 500002, 0, 1, 1e3, 0, 0, 1],
    ),
  ).toBeLessThan(exactly);
});

test("bad input is refused", () => {
  expect(() => matrixExponential([1, 2], 2)).toThrow(
    "matrixExponential: expected matrix of shape [n, n] = [2, 2]",
  );
  expect(() => matrixExponential([Infinity], 1)).toThrow("expected matrix to hold finite numbers");
});
