import type { CanonicalBases } from "./canonical-correlations.ts";
import { canonicalBases, singularValues } from "./canonical-correlations.ts";
import type { DecompositionOptions } from "./decomposed.ts";
import type { Features } from "./features.ts";

/**
 * The canonical correlations of two features, descending: the cosines of the angles between the spaces of functions of
 * the inputs that are linear in each.
 *
 * Shapes: phi [rows, k], psi [rows, l] → [min(rank of φ, rank of ψ)], each in [0, 1].
 *
 * @param options - `center`, by default true; `method` as for GULP. Scales do not matter.
 * @throws As {@link gulp}.
 *
 * Numerics: directions whose singular value is rounding, as those of dead or repeated neurons, are left out. Under the
 * method `gram` these are all below about 1e-8 of the largest.
 *
 * Source: Hotelling (1936), «Relations between two sets of variates»; Björck, Golub (1973), «Numerical methods for
 * computing angles between linear subspaces».
 */
export function canonicalCorrelations(
  phi: Features,
  psi: Features,
  options: DecompositionOptions = {},
): Float64Array {
  return correlations(canonicalBases("canonicalCorrelations", [phi, psi], options));
}

/**
 * The mean of the canonical correlations, in [0, 1]; otherwise as {@link canonicalCorrelations}.
 *
 * Source: Raghu, Gilmer, Yosinski, Sohl-Dickstein (2017), «SVCCA».
 */
export function cca(phi: Features, psi: Features, options: DecompositionOptions = {}): number {
  return mean(correlations(canonicalBases("cca", [phi, psi], options)));
}

/**
 * The mean of the squared canonical correlations, in [0, 1]; otherwise as {@link canonicalCorrelations}.
 *
 * For features of equal full rank k it is 1 - d²/(2k) with the GULP distance d for λ = 0.
 *
 * Source: Boix-Adserà et al. (2022), arXiv 2210.06545, section 3.
 */
export function meanSquaredCca(
  phi: Features,
  psi: Features,
  options: DecompositionOptions = {},
): number {
  const rho = correlations(canonicalBases("meanSquaredCca", [phi, psi], options));
  return mean(rho.map((value) => value * value));
}

function correlations({ overlaps, ranks: [r, s] }: CanonicalBases): Float64Array {
  return singularValues(overlaps, r, s).map((value) => Math.min(1, value));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
