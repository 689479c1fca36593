import type { DecompositionOptions } from "./decomposed.ts";
import { decompose, pairOf } from "./decomposed.ts";
import type { Features } from "./features.ts";
import { requireLambda, requirePair } from "./features.ts";

/** How {@link ridgeCca} compares. */
export interface RidgeCcaOptions extends DecompositionOptions {
  /** The regularisation λ >= 0, in units of the mean squared length of a row. */
  readonly lambda: number;
}

/**
 * Ridge CCA, the inner product of which GULP is the distance: d²(φ, ψ) = ρ(φ, φ) + ρ(ψ, ψ) - 2 ρ(φ, ψ).
 *
 *     ρ = tr((Σ_φ + λI)⁻¹ Σ_φψ (Σ_ψ + λI)⁻¹ Σ_ψφ)
 *
 * Shapes: phi [rows, k], psi [rows, l].
 *
 * @throws As {@link gulp}.
 *
 * Source: Boix-Adserà et al. (2022), arXiv 2210.06545, section 3; Vinod (1976), «Canonical ridge and econometrics of
 * joint production».
 */
export function ridgeCca(phi: Features, psi: Features, options: RidgeCcaOptions): number {
  requirePair("ridgeCca", phi, psi);
  requireLambda("ridgeCca", options.lambda);
  const [a, b] = decompose(
    "ridgeCca",
    [
      { name: "phi", features: phi },
      { name: "psi", features: psi },
    ],
    options,
  );
  return pairOf(a, b).products(options.lambda).cross;
}
