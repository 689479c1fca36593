import { Random, matmul, qr } from "@erlangen/numerics";
import { expect, test } from "vitest";
import { fc } from "../fast-check.ts";
import { accurate, exactly, relativeError } from "../tolerances.ts";
import { gram, identity, matrices } from "./matrices.ts";

test("for any shape, rank and scale: Q has orthonormal columns, R is upper triangular with diagonal >= 0, Q R = A", () => {
  fc.assert(
    fc.property(matrices, ({ rows, columns, entries }) => {
      const k = Math.min(rows, columns);
      const { q, r } = qr(entries, rows, columns);
      expect(relativeError(gram(q, rows, k), identity(k))).toBeLessThan(exactly);
      for (let i = 0; i < k; i++) {
        expect(r[i * columns + i]).toBeGreaterThanOrEqual(0);
        expect(r.subarray(i * columns, i * columns + i).every((entry) => entry === 0)).toBe(true);
      }
      expect(relativeError(matmul(q, r, { rows, inner: k, columns }), entries)).toBeLessThan(
        exactly,
      );
    }),
  );
});

test("the same holds for 200 by 150", () => {
  const matrix = Random.fromSeed(0).normal(200 * 150);
  const { q, r } = qr(matrix, 200, 150);
  expect(relativeError(gram(q, 200, 150), identity(150))).toBeLessThan(accurate);
  expect(relativeError(matmul(q, r, { rows: 200, inner: 150, columns: 150 }), matrix)).toBeLessThan(
    accurate,
  );
});

test("bad input is refused", () => {
  expect(() => qr([1, 2], 1, 1)).toThrow("qr: expected matrix of shape [rows, columns] = [1, 1]");
});
