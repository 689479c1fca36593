import { matmul, svd, transpose } from "@erlangen/numerics";
import { canonicalBases } from "./canonical-correlations.ts";
import type { DecompositionOptions } from "./decomposed.ts";
import type { Features } from "./features.ts";

/**
 * Projection-weighted CCA, in [0, 1]: the mean of the canonical correlations ρ_i, each weighted by how much its
 * direction h_i has to do with the features of φ, α_i = Σ_j |⟨h_i, φ_j⟩|. It is not symmetric.
 *
 * Shapes: phi [rows, k], psi [rows, l].
 *
 * @param phi - The features that give the weights.
 * @param options - `center`, by default true; `method` as for GULP. Scales do not matter.
 * @throws As {@link gulp}.
 *
 * Source: Morcos, Raghu, Bengio (2018), «Insights on representational similarity in neural networks with canonical
 * correlation», section 3.
 */
export function pwcca(phi: Features, psi: Features, options: DecompositionOptions = {}): number {
  const { ranks, overlaps, loadings } = canonicalBases("pwcca", [phi, psi], options);
  const [r, s] = ranks;
  const { u, values } = svd(overlaps, r, s);
  const count = values.length;
  const columns = phi.columns;
  const onFeatures = matmul(transpose(u, r, count), loadings, { rows: count, inner: r, columns });
  let [weighted, total] = [0, 0];
  values.forEach((rho, i) => {
    let alpha = 0;
    for (let j = 0; j < columns; j++) alpha += Math.abs(onFeatures[i * columns + j]);
    weighted += alpha * Math.min(1, rho);
    total += alpha;
  });
  return weighted / total;
}
