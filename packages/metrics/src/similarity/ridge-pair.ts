/** The three inner products of ridge regression on two features, K_φ(x, x') = φ(x)ᵀ (Σ_φ + λI)⁻¹ φ(x'). */
export interface RidgeProducts {
  /** E K_φ² */
  readonly phi: number;
  /** E K_ψ² */
  readonly psi: number;
  /** E K_φ K_ψ, ridge CCA. */
  readonly cross: number;
  /** E (K_φ - K_ψ)², never negative. */
  readonly squared: number;
}

/** Two features, decomposed once, for any λ. */
export interface RidgePair {
  products(lambda: number): RidgeProducts;
}

/** Σ (x / (x + λ))² over a spectrum without zeros. */
export function effectiveDimension(spectrum: Float64Array, lambda: number): number {
  return spectrum.reduce((sum, x) => sum + (x / (x + lambda)) ** 2, 0);
}

/** x / (x + λ) for each x. */
export function shrinkage(spectrum: Float64Array, lambda: number): Float64Array {
  return spectrum.map((x) => x / (x + lambda));
}
