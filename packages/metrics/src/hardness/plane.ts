import { ArgumentError, matmul, qr, svd, transpose, type Random } from "@erlangen/numerics";
import { requireArray, requireInteger } from "./require-argument.ts";

/**
 * A uniformly distributed plane in R^d: two orthonormal rows, row-major [2, d].
 *
 * @param d - At least 2.
 */
export function randomPlane(random: Random, d: number): Float64Array {
  requireInteger("randomPlane", "d", d, { least: 2, most: 2 ** 24 });
  return transpose(qr(random.normal(2 * d), d, 2).q, d, 2);
}

/**
 * ‖U Vᵀ‖₂, the cosine of the smallest angle between two planes.
 *
 * @param first - Two orthonormal rows, row-major [2, d].
 * @param second - The same.
 */
export function planeCosine(first: Float64Array, second: Float64Array): number {
  return svd(planeProduct(first, second), 2, 2).values[0];
}

/** U Vᵀ, row-major [2, 2]. */
export function planeProduct(first: Float64Array, second: Float64Array): Float64Array {
  const d = first.length / 2;
  requirePlane("planeCosine", second, d);
  return matmul(first, transpose(second, 2, d), { rows: 2, inner: d, columns: 2 });
}

/** Refuses anything but two orthonormal rows. */
export function requirePlane(where: string, plane: Float64Array, d: number): void {
  requireArray(where, plane, { name: "a plane", axes: "[2, d]", size: 2 * d });
  const gram = [0, 0, 0];
  for (let i = 0; i < d; i++) {
    gram[0] += plane[i] ** 2;
    gram[1] += plane[i] * plane[d + i];
    gram[2] += plane[d + i] ** 2;
  }
  if ([gram[0] - 1, gram[1], gram[2] - 1].every((error) => Math.abs(error) < 1e-9)) return;
  throw new ArgumentError(
    `${where}: expected a plane as two orthonormal rows, got rows with inner products ${gram.join(", ")}; see randomPlane`,
  );
}
