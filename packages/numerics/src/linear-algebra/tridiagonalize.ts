import { flip } from "./matmul.ts";
import { makeReflector, reflectRows } from "./reflector.ts";

/** A symmetric tridiagonal T, and the orthogonal Q with A = Q T Qᵀ. */
export interface Tridiagonal {
  /** [n] */
  readonly diagonal: Float64Array;
  /** [n]; entry i couples i and i + 1, the last is 0. */
  readonly offDiagonal: Float64Array;
  /** Qᵀ, row-major [n, n]. */
  readonly basis: Float64Array;
}

/**
 * Householder reduction of a symmetric matrix, overwriting its lower triangle; the upper one is not read.
 *
 * With p = tau A v and w = p - (tau/2)(pᵀv) v, a reflection on both sides is A - v wᵀ - w vᵀ.
 *
 * Source: Golub, Van Loan (2013), «Matrix computations», algorithm 8.3.1.
 */
export function tridiagonalize(a: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const reflections: { v: Float64Array; tau: number }[] = [];
  for (let k = 0; k + 1 < n; k++) {
    const v = Float64Array.from({ length: n - k - 1 }, (_, i) => a[(k + 1 + i) * n + k]);
    const { alpha, tau } = makeReflector(v);
    if (tau !== 0) reflectBothSides(a, n, v, tau);
    diagonal[k] = a[k * n + k];
    offDiagonal[k] = alpha;
    reflections.push({ v, tau });
  }
  diagonal[n - 1] = a[n * n - 1];

  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  for (let k = n - 2; k >= 0; k--) {
    const { v, tau } = reflections[k];
    reflectRows(q, { columns: n, row: k + 1, column: k + 1 }, v, tau);
  }
  return { diagonal, offDiagonal, basis: flip(q, n, n) };
}

/** The reflection on both sides of the last v.length rows and columns. */
function reflectBothSides(a: Float64Array, n: number, v: Float64Array, tau: number): void {
  const start = n - v.length;
  const w = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) {
    const row = (start + i) * n + start;
    let sum = a[row + i] * v[i];
    for (let j = 0; j < i; j++) {
      sum += a[row + j] * v[j];
      w[j] += a[row + j] * v[i];
    }
    w[i] += sum;
  }
  let overlap = 0;
  for (let i = 0; i < v.length; i++) {
    w[i] *= tau;
    overlap += w[i] * v[i];
  }
  for (let i = 0; i < v.length; i++) w[i] -= 0.5 * tau * overlap * v[i];
  for (let i = 0; i < v.length; i++) {
    const row = (start + i) * n + start;
    for (let j = 0; j <= i; j++) a[row + j] -= v[i] * w[j] + w[i] * v[j];
  }
}
