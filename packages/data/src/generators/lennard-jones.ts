import { requirePositive } from "./require-positive.ts";
import type { PairPotential } from "./pair-potential.ts";

/** Depth ε and size σ of a Lennard-Jones potential, in any units. */
export interface LennardJonesParameters {
  /** Well depth, by default 1. */
  readonly epsilon?: number | undefined;
  /** Distance at which the potential crosses zero, by default 1. */
  readonly sigma?: number | undefined;
}

/**
 * Argon in eV and Å: ε / k_B = 120 K, σ = 3.4 Å.
 *
 * Source: Rahman (1964), «Correlations in the motion of atoms in liquid argon», section II; k_B of the SI.
 */
export const argon: { readonly epsilon: number; readonly sigma: number } = {
  epsilon: 120 * 8.617333262e-5,
  sigma: 3.4,
};

/**
 * The Lennard-Jones potential V(r) = 4 ε ((σ/r)¹² - (σ/r)⁶), not truncated.
 *
 * Its minimum is -ε at r = 2^(1/6) σ.
 *
 * @throws ArgumentError when ε or σ is not positive.
 *
 * ```ts
 * import { lennardJones } from "@erlangen/data";
 *
 * lennardJones().energy(1); // => 0
 * lennardJones({ epsilon: 2 }).energy(2 ** (1 / 3)).toFixed(12); // => "-2.000000000000"
 * ```
 */
export function lennardJones({
  epsilon = 1,
  sigma = 1,
}: LennardJonesParameters = {}): PairPotential {
  requirePositive("lennardJones", { epsilon, sigma });
  const sigmaSquared = sigma * sigma;
  return {
    energy(distanceSquared) {
      const q = sigmaSquared / distanceSquared;
      const q3 = q * q * q;
      return 4 * epsilon * q3 * (q3 - 1);
    },
    forceOverDistance(distanceSquared) {
      const q = sigmaSquared / distanceSquared;
      const q3 = q * q * q;
      return (24 * epsilon * q3 * (2 * q3 - 1)) / distanceSquared;
    },
    energyUnit: epsilon,
    lengthUnit: sigma,
    minimumDistance: 2 ** (1 / 6) * sigma,
  };
}
