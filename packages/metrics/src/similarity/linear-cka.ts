import type { Features, PreparationOptions } from "./features.ts";
import { requirePair } from "./features.ts";
import { inputGram } from "./input-gram.ts";
import type { PairMoments } from "./moments.ts";
import { momentsOf, requireMoments } from "./pair-moments.ts";

/**
 * Linear centred kernel alignment, in [0, 1]: 1 for features that are equal up to rotation and scale.
 *
 *     ‖Σ_φψ‖²_F / (‖Σ_φ‖_F ‖Σ_ψ‖_F)
 *
 * Shapes: phi [rows, k], psi [rows, l]. When features outnumber samples, the Gram matrices of the inputs serve.
 *
 * @param options - `center`, by default true. Scales do not matter.
 * @throws As {@link gulp}.
 *
 * Source: Kornblith, Norouzi, Lee, Hinton (2019), «Similarity of neural network representations revisited», section 3.
 */
export function linearCka(
  phi: Features,
  psi: Features,
  options: Pick<PreparationOptions, "center"> = {},
): number {
  requirePair("linearCka", phi, psi);
  if (Math.max(phi.columns, psi.columns) <= phi.rows) {
    return linearCkaOfMoments(momentsOf("linearCka", [phi, psi], options));
  }
  const a = inputGram("linearCka", { name: "phi", features: phi }, options);
  const b = inputGram("linearCka", { name: "psi", features: psi }, options);
  const product = a.reduce((sum, value, i) => sum + value * b[i], 0);
  return Math.min(1, product / (norm(a) * norm(b)));
}

/**
 * Linear centred kernel alignment from second moments, such as those of `streamMoments`.
 *
 * @throws ShapeError when lengths do not fit; ArgumentError when a trace is not positive.
 */
export function linearCkaOfMoments(moments: PairMoments): number {
  requireMoments("linearCkaOfMoments", moments);
  return Math.min(1, norm(moments.cross) ** 2 / (norm(moments.phi) * norm(moments.psi)));
}

/** ‖A‖_F */
function norm(matrix: Float64Array): number {
  return Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
}
