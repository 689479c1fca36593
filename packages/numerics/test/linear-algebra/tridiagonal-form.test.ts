import {
  ArgumentError,
  Random,
  eigh,
  matmul,
  tridiagonalForm,
  transpose,
} from "@erlangen/numerics";
import { expect, test } from "vitest";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { identity, symmetric } from "./matrices.ts";

test.each([1, 2, 5, 64, 65, 66, 150])("Q T Qᵀ is the matrix, for size %i", (n) => {
  const matrix = symmetric(Random.fromSeed(n), n);
  const form = tridiagonalForm(matrix, n);
  const square = { rows: n, inner: n, columns: n };
  const qt = form.rotate(identity(n), n);
  const q = transpose(qt, n, n);
  expect(relativeError(matmul(qt, q, square), identity(n))).toBeLessThan(accurate);

  const t = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    t[i * n + i] = form.diagonal[i];
    if (i + 1 === n) continue;
    t[i * n + i + 1] = form.offDiagonal[i];
    t[(i + 1) * n + i] = form.offDiagonal[i];
  }
  expect(relativeError(matmul(q, matmul(t, qt, square), square), matrix)).toBeLessThan(accurate);
  expect(form.offDiagonal[n - 1]).toBe(0);
  expect(relativeError(form.eigenvalues(), eigh(matrix, n).values)).toBeLessThan(accurate);
});

test("a rotated matrix of any width keeps its norm", () => {
  const n = 130;
  const form = tridiagonalForm(symmetric(Random.fromSeed(1), n), n);
  const matrix = Random.fromSeed(2).normal(n * 7);
  const norm = (values: Float64Array): number => values.reduce((sum, x) => sum + x * x, 0);
  expect(relativeError([norm(form.rotate(matrix, 7))], [norm(matrix)])).toBeLessThan(exactly);
});

test("a matrix that is tridiagonal already, and the zero matrix, stay", () => {
  const path = [2, 1, 0, 1, 2, 1, 0, 1, 2];
  expect(tridiagonalForm(path, 3).diagonal).toEqual(Float64Array.of(2, 2, 2));
  expect([...tridiagonalForm(new Float64Array(9), 3).eigenvalues()]).toEqual([0, 0, 0]);
});

test("matrices that are not symmetric, and factors that do not fit, are refused", () => {
  expect(() => tridiagonalForm([1, 2, 3, 4], 2)).toThrow(ArgumentError);
  expect(() => tridiagonalForm([1, 2, 3, 4], 2)).toThrow(
    "tridiagonalForm: expected matrix to be symmetric",
  );
  expect(() => tridiagonalForm([1], 1).rotate([1, 2], 1)).toThrow(
    "rotate: expected matrix of shape [n, columns] = [1, 1]",
  );
});
