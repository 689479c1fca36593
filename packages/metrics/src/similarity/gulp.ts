import type { DecompositionOptions } from "./decomposed.ts";
import { decompose, pairOf } from "./decomposed.ts";
import type { Features } from "./features.ts";
import { requireLambda, requirePair } from "./features.ts";

/** How {@link gulp} and its relatives compare. */
export interface GulpOptions extends DecompositionOptions {
  /** The regularisation λ >= 0 of ridge regression, in units of the mean squared length of a row. */
  readonly lambda: number;
  /** Whether to give d² instead of d. Default false. */
  readonly squared?: boolean;
}

/**
 * The GULP distance of two features of the same inputs: how differently ridge regression on them can predict.
 *
 *     d² = tr(Σ_φ^{-λ} Σ_φ Σ_φ^{-λ} Σ_φ) + tr(Σ_ψ^{-λ} Σ_ψ Σ_ψ^{-λ} Σ_ψ) - 2 tr(Σ_φ^{-λ} Σ_φψ Σ_ψ^{-λ} Σ_φψᵀ)
 *
 * with Σ^{-λ} = (Σ + λI)⁻¹ and Σ = ΦᵀΦ/n of the centred and normalised features. It is ‖H_φ - H_ψ‖²_F for the hat
 * matrices H = Φ(ΦᵀΦ + nλI)⁻¹Φᵀ, so d² is the mean of ‖H_φ y - H_ψ y‖² over random labels y ~ N(0, I), and for each
 * task of unit variance the predictions differ by at most d. For λ > 0, d = 0 exactly when the features are equal up
 * to an orthogonal map; for λ = 0, up to an invertible one. A column that is constant changes nothing.
 *
 * Shapes: phi [rows, k], psi [rows, l]; a row of each for the same input.
 *
 * @param options - `lambda`; `center` and `normalize`, by default true; `squared`, by default false; `method`.
 * @returns d, or d² when `squared`.
 * @throws ShapeError when shapes do not fit; ArgumentError for a number that is not finite, with its row and column,
 * or features that never vary.
 *
 * Numerics: d² is right to about 1e-15 of the squared norms, and to full relative precision for nearly equal features,
 * under the method `svd`; under `gram` it is absolute to about 1e-16/λ. This call computes on one core: for arrays of
 * thousands of features, `streamMoments` with an engine and `gulpOfMoments` use all of them.
 *
 * Source: Boix-Adserà, Lawrence, Stepaniants, Rigollet (2022), «GULP: a prediction-based metric between
 * representations», arXiv 2210.06545.
 *
 * ```ts
 * import { gulp } from "@erlangen/metrics";
 * import { Random } from "@erlangen/numerics";
 *
 * const data = Random.fromSeed(0).normal(600);
 * const phi = { rows: 200, columns: 3, data };
 * const turned = { rows: 200, columns: 3, data: data.map((_, i) => -data[i - (i % 3) + ((i + 1) % 3)]) };
 * gulp(phi, turned, { lambda: 0.1 }) < 1e-12; // => true
 * ```
 */
export function gulp(phi: Features, psi: Features, options: GulpOptions): number {
  return gulpPath(phi, psi, { ...options, lambdas: [options.lambda] })[0];
}

/** How {@link gulpPath} compares. */
export interface GulpPathOptions extends Omit<GulpOptions, "lambda"> {
  /** The regularisations, each as in {@link GulpOptions}. */
  readonly lambdas: readonly number[];
}

/**
 * The GULP distances of two features for many λ at the price of one decomposition; otherwise as {@link gulp}.
 *
 * @returns One distance for each λ, or their squares.
 */
export function gulpPath(phi: Features, psi: Features, options: GulpPathOptions): Float64Array {
  requirePair("gulp", phi, psi);
  for (const lambda of options.lambdas) requireLambda("gulp", lambda);
  const [a, b] = decompose(
    "gulp",
    [
      { name: "phi", features: phi },
      { name: "psi", features: psi },
    ],
    options,
  );
  const pair = pairOf(a, b);
  const squares = Float64Array.from(options.lambdas, (lambda) => pair.products(lambda).squared);
  return options.squared === true ? squares : squares.map(Math.sqrt);
}
