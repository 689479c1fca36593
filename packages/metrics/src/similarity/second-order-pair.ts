import { matmul, transpose } from "@erlangen/numerics";
import type { RidgePair } from "./ridge-pair.ts";
import { effectiveDimension, shrinkage } from "./ridge-pair.ts";
import type { SecondOrder } from "./second-order.ts";
import { rankTolerance } from "./second-order.ts";
import { multiplyRows, solveRows } from "./tridiagonal-trace.ts";

/** What couples two second-order matrices. */
export interface Coupling {
  /**
   * `features`: the matrices are Σ_φ [k, k] and Σ_ψ [l, l], and `cross` is Σ_φψ [k, l].
   * `inputs`: they are the Gram matrices ΦΦᵀ/n and ΨΨᵀ/n, [n, n] both, and `cross` is not needed.
   */
  readonly kind: "features" | "inputs";
  readonly cross: Float64Array | undefined;
}

/** Below this share of the largest eigenvalue, eigenvalues are not resolved well enough to divide by them. */
const unresolved = 1e-11;

/**
 * Two features by second-order matrices A = Q T Qᵀ with tridiagonal T. With C = Q_φᵀ Σ_φψ Q_ψ, ridge CCA is
 *
 *     tr((T_φ + λ)⁻¹ C (T_ψ + λ)⁻¹ Cᵀ),
 *
 * a pass over C for each λ; for Gram matrices C = Q_φᵀ Q_ψ and T (T + λ)⁻¹ takes the place of (T + λ)⁻¹.
 *
 * Numerics: eigenvalues are absolute to 1e-16 of the largest, so that d² is absolute to about 1e-16 tr(Σ)/λ. When λ
 * and the smallest eigenvalue are both below 1e-11 of the largest, eigenvectors are computed and what is rounding is
 * left out.
 */
export function secondOrderPair(phi: SecondOrder, psi: SecondOrder, coupling: Coupling): RidgePair {
  let rotated: RotatedCoupling | undefined;
  let correlations: Correlations | undefined;
  return {
    products: (lambda) => {
      let cross: number;
      let [x, y] = [phi.eigenvalues(), psi.eigenvalues()];
      if (isResolved(x, lambda) && isResolved(y, lambda)) {
        rotated ??= rotatedCoupling(phi, psi, coupling);
        cross = traceOfProduct(phi, psi, { lambda, rotated, kind: coupling.kind });
        [x, y] = [x.map((value) => Math.max(0, value)), y.map((value) => Math.max(0, value))];
      } else {
        correlations ??= correlationsOf(phi, psi, coupling);
        ({ phi: x, psi: y } = correlations);
        cross = weightedSquares(correlations, lambda);
      }
      const own = { phi: effectiveDimension(x, lambda), psi: effectiveDimension(y, lambda) };
      return { ...own, cross, squared: Math.max(0, own.phi + own.psi - 2 * cross) };
    },
  };
}

function isResolved(spectrum: Float64Array, lambda: number): boolean {
  const smallest = Math.max(0, spectrum[spectrum.length - 1]);
  return smallest + lambda > unresolved * spectrum[0];
}

/** Q_φᵀ C Q_ψ, row-major both ways. */
interface RotatedCoupling {
  /** [size of φ, size of ψ] */
  readonly forward: Float64Array;
  /** [size of ψ, size of φ] */
  readonly backward: Float64Array;
}

function rotatedCoupling(phi: SecondOrder, psi: SecondOrder, coupling: Coupling): RotatedCoupling {
  const cross = coupling.cross ?? identity(phi.size);
  const left = phi.form().rotate(cross, psi.size);
  const backward = psi.form().rotate(transpose(left, phi.size, psi.size), phi.size);
  return { forward: transpose(backward, psi.size, phi.size), backward };
}

function traceOfProduct(
  phi: SecondOrder,
  psi: SecondOrder,
  {
    lambda,
    rotated,
    kind,
  }: {
    readonly lambda: number;
    readonly rotated: RotatedCoupling;
    readonly kind: Coupling["kind"];
  },
): number {
  const [k, l] = [phi.size, psi.size];
  let left = solveRows(phi.form(), lambda, rotated.forward, l);
  if (kind === "inputs") left = multiplyRows(phi.form(), left, l);
  let right = solveRows(psi.form(), lambda, rotated.backward, k);
  if (kind === "inputs") right = multiplyRows(psi.form(), right, k);
  let sum = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < l; j++) sum += left[i * l + j] * right[j * k + i];
  }
  return sum;
}

/** Spectra without rounding, and how the directions of one overlap with those of the other. */
export interface Correlations {
  /** [r] */
  readonly phi: Float64Array;
  /** [s] */
  readonly psi: Float64Array;
  /** M = V_φᵀ V_ψ in the space of functions of the inputs, [r, s]. */
  readonly overlaps: Float64Array;
  /** Eigenvectors of the matrix of φ that belong to `phi`, as columns, [size, r]. */
  readonly vectors: Float64Array;
}

/** By eigenvectors E: for features M = diag(x)^(-1/2) E_φᵀ Σ_φψ E_ψ diag(y)^(-1/2), for inputs E_φᵀ E_ψ. */
export function correlationsOf(
  phi: SecondOrder,
  psi: SecondOrder,
  { kind, cross }: Coupling,
): Correlations {
  const [a, b] = [leadingEigen(phi), leadingEigen(psi)];
  const [r, s] = [a.values.length, b.values.length];
  const coupled =
    cross === undefined
      ? b.vectors
      : matmul(cross, b.vectors, { rows: phi.size, inner: psi.size, columns: s });
  const turned = transpose(a.vectors, phi.size, r);
  const overlaps = matmul(turned, coupled, { rows: r, inner: phi.size, columns: s });
  if (kind === "features") {
    for (let i = 0; i < r; i++) {
      for (let j = 0; j < s; j++) overlaps[i * s + j] /= Math.sqrt(a.values[i] * b.values[j]);
    }
  }
  return { phi: a.values, psi: b.values, overlaps, vectors: a.vectors };
}

/** Eigenvalues above rounding, descending, with their vectors as columns [size, rank]. */
function leadingEigen(matrix: SecondOrder): {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
} {
  const { size } = matrix;
  const { values, vectors } = matrix.eigen();
  const least = rankTolerance(matrix, values[size - 1]);
  const rank = Math.max(1, values.filter((value) => value > least).length);
  const leading = new Float64Array(size * rank);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < rank; j++) leading[i * rank + j] = vectors[i * size + (size - 1 - j)];
  }
  return { values: values.slice(size - rank).toReversed(), vectors: leading };
}

/** Σ a_i b_j M_ij² */
function weightedSquares({ phi, psi, overlaps }: Correlations, lambda: number): number {
  const [a, b] = [shrinkage(phi, lambda), shrinkage(psi, lambda)];
  return overlaps.reduce((sum, value, at) => {
    const [i, j] = [Math.floor(at / b.length), at % b.length];
    return sum + a[i] * b[j] * value * value;
  }, 0);
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}
