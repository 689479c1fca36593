import { overlapsOf } from "./basis-pair.ts";
import { singularValues } from "./canonical-correlations.ts";
import type { Features, PreparationOptions } from "./features.ts";
import { requirePair } from "./features.ts";
import { trace } from "./moments.ts";
import type { PairMoments } from "./moments.ts";
import { momentsOf, normalizedMoments, requireMoments } from "./pair-moments.ts";
import { prepare } from "./prepared.ts";
import { sampleBasis } from "./sample-basis.ts";

/**
 * The orthogonal Procrustes distance, squared: what is left after the best rotation, reflection or embedding.
 *
 *     min_Q ‖Φ - ΨQ‖²_F / n = tr Σ_φ + tr Σ_ψ - 2 ‖Σ_φψ‖_*
 *
 * with the sum of singular values ‖·‖_*; from 0 to 2 for normalised features. Its root is a metric.
 *
 * Shapes: phi [rows, k], psi [rows, l].
 *
 * @param options - `center` and `normalize`, by default true.
 * @throws As {@link gulp}.
 *
 * Numerics: absolute to about 1e-15; where both have more than 600 columns, to about 1e-8.
 *
 * Source: Schönemann (1966), «A generalized solution of the orthogonal Procrustes problem»; Ding, Denain, Steinhardt
 * (2021), «Grounding representation similarity through statistical testing».
 */
export function procrustes(phi: Features, psi: Features, options: PreparationOptions = {}): number {
  requirePair("procrustes", phi, psi);
  if (Math.max(phi.columns, psi.columns) <= phi.rows) {
    return procrustesDistance(momentsOf("procrustes", [phi, psi], options));
  }
  const a = sampleBasis(prepare("procrustes", { name: "phi", features: phi }, options));
  const b = sampleBasis(prepare("procrustes", { name: "psi", features: psi }, options));
  const scaled = overlapsOf(a, b).map(
    (value, at) => value * Math.sqrt(a.spectrum[Math.floor(at / b.rank)] * b.spectrum[at % b.rank]),
  );
  const own = sum(a.spectrum) + sum(b.spectrum);
  return Math.max(0, own - 2 * sum(singularValues(scaled, a.rank, b.rank)));
}

/**
 * The squared Procrustes distance from second moments, such as those of `streamMoments`, after they are normalised.
 *
 * @throws ShapeError when lengths do not fit; ArgumentError when a trace is not positive.
 */
export function procrustesOfMoments(moments: PairMoments): number {
  requireMoments("procrustesOfMoments", moments);
  return procrustesDistance(normalizedMoments(moments));
}

function procrustesDistance({
  columnsOfPhi: k,
  columnsOfPsi: l,
  phi,
  psi,
  cross,
}: PairMoments): number {
  const nuclear = sum(singularValues(cross, k, l));
  return Math.max(0, trace(phi, k) + trace(psi, l) - 2 * nuclear);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
