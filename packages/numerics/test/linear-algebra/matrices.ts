import type { Arbitrary } from "fast-check";
import { Random, matmul, transpose } from "@erlangen/numerics";
import { fc } from "../fast-check.ts";

/** A matrix of normals, flat and row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

/** Any shape up to 12 by 12, any rank, by a seed. */
export const matrices: Arbitrary<Matrix> = fc
  .record({
    seed: fc.nat(),
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 12 }),
    rank: fc.integer({ min: 0, max: 12 }),
    scale: fc.constantFrom(1, 1e-150, 1e120),
  })
  .map(({ seed, rows, columns, rank, scale }) => {
    const full = rank >= Math.min(rows, columns) || rank === 0;
    const random = Random.fromSeed(seed);
    const entries = full
      ? random.normal(rows * columns).map((entry) => (rank === 0 ? 0 : entry))
      : lowRank(random, { rows, inner: rank, columns });
    return { rows, columns, entries: entries.map((entry) => entry * scale) };
  });

/** A well-conditioned square matrix up to 12 by 12: singular values in [1, 3]. */
export const wellConditioned: Arbitrary<Matrix> = fc
  .record({ seed: fc.nat(), n: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, n }) => ({ rows: n, columns: n, entries: conditioned(Random.fromSeed(seed), n) }));

/** U diag(s) V with orthogonal U, V and s in [1, 3], [n, n]. */
export function conditioned(random: Random, n: number): Float64Array {
  const square = { rows: n, inner: n, columns: n };
  const values = random.uniform(n);
  const left = random.orthogonal(n).map((entry, i) => entry * (1 + 2 * values[i % n]));
  return matmul(left, random.orthogonal(n), square);
}

/** A symmetric matrix of normals, [n, n]. */
export function symmetric(random: Random, n: number): Float64Array {
  const entries = random.normal(n * n);
  const mirrored = transpose(entries, n, n);
  return entries.map((entry, i) => entry + mirrored[i]);
}

/** A product of normals of the inner size as rank, [rows, columns]. */
export function lowRank(
  random: Random,
  shape: { readonly rows: number; readonly inner: number; readonly columns: number },
): Float64Array {
  const { rows, inner, columns } = shape;
  return matmul(random.normal(rows * inner), random.normal(inner * columns), shape);
}

/** The identity [n, n]. */
export function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

/** Aᵀ A [columns, columns], the identity when the columns are orthonormal. */
export function gram(entries: Float64Array, rows: number, columns: number): Float64Array {
  const shape = { rows: columns, inner: rows, columns };
  return matmul(transpose(entries, rows, columns), entries, shape);
}

/** U diag(values) Vᵀ for columns U [rows, k] and V [columns, k]. */
export function compose(u: Float64Array, values: Float64Array, v: Float64Array): Float64Array {
  const k = values.length;
  const [rows, columns] = [u.length / k, v.length / k];
  const scaled = u.map((entry, i) => entry * values[i % k]);
  return matmul(scaled, transpose(v, columns, k), { rows, inner: k, columns });
}
