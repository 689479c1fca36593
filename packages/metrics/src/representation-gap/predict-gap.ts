import { ArgumentError } from "@erlangen/numerics";
import { randomQuantizerConstant, requirePositive, zadorConstant } from "./quantizer-constants.ts";
import { requireCount } from "./require-rows.ts";

/** What {@link predictGap} accepts: a volume for uniform laws, else densities. */
export interface PredictGapOptions {
  /** Dimension of the truth, or of its space of orbits; above 0. */
  readonly dimension: number;
  /** Number of outputs, ≥ 1. */
  readonly count: number;
  /** Of a truth with the uniform law; give this or `densities`. */
  readonly volume?: number;
  /**
   * Density of the outputs, with respect to volume, at points drawn from the test law: the mean of their -2/d-th powers
   * takes the place of volume^{2/d}.
   */
  readonly densities?: ArrayLike<number>;
  /** Order of a finite group that acts freely, ≥ 1. Default 1. */
  readonly groupOrder?: number;
  /** `random` outputs are drawn from their density, `optimal` ones (uniform law only) placed at best. Default random. */
  readonly outputs?: "random" | "optimal";
}

/**
 * The gap that n outputs tend to: J_d n^{-2/d} ∫ p ρ^{-2/d}, for a uniform law J_d (V/n)^{2/d}, times |G|^{-2/d}.
 *
 * It is the leading term: edges add a share of order n^{-1/d}, curvature one of n^{-2/d}.
 *
 * @throws ArgumentError when an option is out of range, or not exactly one of `volume` and `densities` is given.
 *
 * Source: derived from the law of nearest neighbours of a Poisson process; Perera et al. (2026), arXiv 2605.21692, for
 * its use.
 *
 * ```ts
 * import { predictGap } from "@erlangen/metrics";
 *
 * predictGap({ dimension: 2, count: 100, volume: 4 * Math.PI }); // => 0.040000000000
 * ```
 */
export function predictGap(options: PredictGapOptions): number {
  const where = "predictGap";
  const { dimension, count, volume, densities, groupOrder = 1, outputs = "random" } = options;
  requirePositive(where, "dimension", dimension);
  requireCount(where, "count", count, { least: 1 });
  if ((volume === undefined) === (densities === undefined)) {
    throw new ArgumentError(`${where}: expected exactly one of volume and densities`);
  }
  if (outputs === "optimal" && volume === undefined) {
    throw new ArgumentError(`${where}: expected a volume for optimal outputs, got densities`);
  }
  const constant =
    outputs === "optimal" ? zadorConstant(dimension).value : randomQuantizerConstant(dimension);
  const spread =
    densities === undefined ? volumeTerm(volume, dimension) : densityTerm(densities, dimension);
  return constant * spread * count ** (-2 / dimension) * finiteGroupFactor(groupOrder, dimension);
}

/**
 * The factor |G|^{-2/d} that a finite group, acting freely by isometries, puts on the gap: it acts as |G| times as many
 * outputs, at the same dimension.
 *
 * @throws ArgumentError when `order` is no integer ≥ 1 or `dimension` is not above 0.
 */
export function finiteGroupFactor(order: number, dimension: number): number {
  requireCount("finiteGroupFactor", "order", order, { least: 1 });
  requirePositive("finiteGroupFactor", "dimension", dimension);
  return order ** (-2 / dimension);
}

function volumeTerm(volume: number | undefined, dimension: number): number {
  const value = volume ?? NaN;
  requirePositive("predictGap", "volume", value);
  return value ** (2 / dimension);
}

function densityTerm(densities: ArrayLike<number>, dimension: number): number {
  requireCount("predictGap", "the number of densities", densities.length, { least: 1 });
  let sum = 0;
  for (let i = 0; i < densities.length; i++) {
    requirePositive("predictGap", `density ${i}`, densities[i]);
    sum += densities[i] ** (-2 / dimension);
  }
  return sum / densities.length;
}
