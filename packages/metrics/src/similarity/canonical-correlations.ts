import { addCrossProduct, svd, transpose, tridiagonalForm } from "@erlangen/numerics";
import { overlapsOf } from "./basis-pair.ts";
import type { Decomposed, DecompositionOptions } from "./decomposed.ts";
import { decompose } from "./decomposed.ts";
import type { Features } from "./features.ts";
import { requirePair } from "./features.ts";
import { crossCovariance } from "./moments.ts";
import { correlationsOf } from "./second-order-pair.ts";

/** Bases of the functions that are linear in each of two features, and their overlaps. */
export interface CanonicalBases {
  /** Ranks of the two features. */
  readonly ranks: readonly [number, number];
  /** V_φᵀ V_ψ, [rank of φ, rank of ψ]; its singular values are the canonical correlations. */
  readonly overlaps: Float64Array;
  /** V_φᵀ Φ/√n, what each basis function has to do with each feature of φ, [rank of φ, k]. */
  readonly loadings: Float64Array;
}

/** Decomposes two features for correlations; loadings are there for PWCCA. */
export function canonicalBases(
  where: string,
  [phi, psi]: readonly [Features, Features],
  options: DecompositionOptions,
): CanonicalBases {
  requirePair(where, phi, psi);
  const both = [
    { name: "phi", features: phi },
    { name: "psi", features: psi },
  ];
  // More features than samples leave no covariance to invert.
  const outnumbered = Math.max(phi.columns, psi.columns) > phi.rows;
  const [a, b] = decompose(where, both, outnumbered ? { ...options, method: "svd" } : options);
  return basesOf(a, b, where);
}

function basesOf(a: Decomposed, b: Decomposed, where: string): CanonicalBases {
  if (a.method === "svd" && b.method === "svd") {
    const { spectrum, loadings, rank, columns } = a.basis;
    const scaled = new Float64Array(rank * columns);
    for (let i = 0; i < rank; i++) {
      for (let j = 0; j < columns; j++) {
        scaled[i * columns + j] = Math.sqrt(spectrum[i]) * loadings[j * rank + i];
      }
    }
    return {
      ranks: [rank, b.basis.rank],
      overlaps: overlapsOf(a.basis, b.basis),
      loadings: scaled,
    };
  }
  if (a.method === "gram" && b.method === "gram" && a.of === "features" && b.of === "features") {
    const cross = crossCovariance(a.covariance, b.covariance);
    const { phi, psi, overlaps, vectors } = correlationsOf(a.order, b.order, {
      kind: "features",
      cross,
    });
    const [r, k] = [phi.length, a.order.size];
    const scaled = new Float64Array(r * k);
    for (let i = 0; i < r; i++) {
      for (let j = 0; j < k; j++) scaled[i * k + j] = Math.sqrt(phi[i]) * vectors[j * r + i];
    }
    return { ranks: [r, psi.length], overlaps, loadings: scaled };
  }
  throw new TypeError(`internal: ${where} needs features or their covariance`);
}

/** Above this size, singular values come as roots of eigenvalues, absolute to 1e-8 of the largest. */
const mostForSvd = 600;

/** The singular values of a flat [rows, columns], descending. */
export function singularValues(matrix: Float64Array, rows: number, columns: number): Float64Array {
  if (matrix.length === 0) return new Float64Array();
  if (Math.min(rows, columns) <= mostForSvd) return svd(matrix, rows, columns).values;
  return rootsOfGram(matrix, rows, columns);
}

function rootsOfGram(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const size = Math.min(rows, columns);
  const gram = new Float64Array(size * size);
  const turned = rows < columns ? transpose(matrix, rows, columns) : matrix;
  addCrossProduct(gram, turned, turned, {
    rows: Math.max(rows, columns),
    columnsOfX: size,
    columnsOfY: size,
  });
  return tridiagonalForm(gram, size)
    .eigenvalues()
    .toReversed()
    .map((value) => Math.sqrt(Math.max(0, value)));
}
