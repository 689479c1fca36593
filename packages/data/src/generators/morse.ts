import { requirePositive } from "./require-positive.ts";
import type { PairPotential } from "./pair-potential.ts";

/** Depth, distance and range of a Morse potential, in any units. */
export interface MorseParameters {
  /** Well depth ε, by default 1. */
  readonly epsilon?: number | undefined;
  /** Distance of least energy r₀, by default 1. */
  readonly distance?: number | undefined;
  /** Inverse range ρ = α r₀, without unit, by default 6 (as curved at the minimum as Lennard-Jones). */
  readonly rho?: number | undefined;
}

/**
 * The Morse potential V(r) = ε e (e - 2) with e = exp(ρ (1 - r/r₀)).
 *
 * Its minimum is -ε at r₀; a small ρ reaches far.
 *
 * @throws ArgumentError when a parameter is not positive.
 *
 * Source: Doye, Wales (1997), «Structural consequences of the range of the interatomic potential», eq. (1).
 *
 * ```ts
 * import { morse } from "@erlangen/data";
 *
 * morse({ rho: 14 }).energy(1); // => -1
 * ```
 */
export function morse({ epsilon = 1, distance = 1, rho = 6 }: MorseParameters = {}): PairPotential {
  requirePositive("morse", { epsilon, distance, rho });
  return {
    energy(distanceSquared) {
      const e = Math.exp(rho * (1 - Math.sqrt(distanceSquared) / distance));
      return epsilon * e * (e - 2);
    },
    forceOverDistance(distanceSquared) {
      const r = Math.sqrt(distanceSquared);
      const e = Math.exp(rho * (1 - r / distance));
      return (2 * epsilon * rho * e * (e - 1)) / (distance * r);
    },
    energyUnit: epsilon,
    lengthUnit: distance,
    minimumDistance: distance,
  };
}
