import { ArgumentError, logGamma } from "@erlangen/numerics";
import { requireCount } from "./require-rows.ts";

/** A coefficient of optimal quantisation, and how sure it is. */
export interface ZadorConstant {
  /** J with n^{-2/d} J the least mean squared error of n points for the uniform law on volume 1. */
  readonly value: number;
  /** `exact` is proven; `best known` is the second moment of a lattice, an upper bound. */
  readonly status: "exact" | "best known";
  /** The lattice whose cells have this second moment. */
  readonly lattice: string;
}

/**
 * Normalised second moments of lattices, for each coordinate, by dimension.
 *
 * Source: Conway, Sloane (1999), «Sphere packings, lattices and groups», table 2.3.
 */
const lattices: Readonly<Record<number, readonly [lattice: string, secondMoment: number]>> = {
  1: ["Z", 1 / 12],
  2: ["A2", 5 / (36 * Math.sqrt(3))],
  3: ["A3*", 19 / (192 * Math.cbrt(2))],
  4: ["D4", 13 / (120 * Math.SQRT2)],
  5: ["D5*", 0.0756254],
  6: ["E6*", 0.0742437],
  7: ["E7*", 0.0731165],
  8: ["E8", 929 / 12960],
  12: ["K12", 0.0701],
  16: ["Λ16", 0.0683],
  24: ["Λ24", 0.0658],
};

/**
 * The coefficient J*_d of optimal quantisation: the gap of the best n outputs for the uniform law on a d-dimensional
 * volume V tends to J*_d V^{2/d} n^{-2/d}.
 *
 * Total squared error; divide by d for the error of a coordinate.
 *
 * @param dimension - 1 to 8, 12, 16 or 24: others are not known; see {@link zadorBounds}.
 * @throws ArgumentError for other dimensions.
 *
 * Source: Zador (1982), «Asymptotic quantization error of continuous signals and the quantization dimension»; Graf,
 * Luschgy (2000), «Foundations of quantization for probability distributions», theorem 6.2; Fejes Tóth (1959) for d = 2.
 *
 * ```ts
 * import { zadorConstant } from "@erlangen/metrics";
 *
 * zadorConstant(2).value; // => 0.16037507477
 * zadorConstant(3).status; // => "best known"
 * ```
 */
export function zadorConstant(dimension: number): ZadorConstant {
  const known = Object.hasOwn(lattices, dimension) ? lattices[dimension] : undefined;
  if (known === undefined) {
    throw new ArgumentError(
      `zadorConstant: expected dimension to be one of ${Object.keys(lattices).join(", ")}, got ${dimension}; zadorBounds holds for all`,
    );
  }
  const [lattice, secondMoment] = known;
  return {
    value: dimension * secondMoment,
    status: dimension <= 2 ? "exact" : "best known",
    lattice,
  };
}

/**
 * The coefficient of independent, identically distributed outputs: Γ(1 + 2/d) Γ(d/2 + 1)^{2/d} / π.
 *
 * The gap of n such outputs with density ρ tends to it times n^{-2/d} ∫ p ρ^{-2/d}.
 *
 * @param dimension - Above 0; not only integers.
 * @throws ArgumentError otherwise.
 *
 * ```ts
 * import { randomQuantizerConstant } from "@erlangen/metrics";
 *
 * randomQuantizerConstant(1); // => 0.500000000000
 * randomQuantizerConstant(3); // => 0.34740774248
 * ```
 */
export function randomQuantizerConstant(dimension: number): number {
  requirePositive("randomQuantizerConstant", "dimension", dimension);
  return Math.exp(logGamma(1 + 2 / dimension)) * inverseBall(dimension);
}

/**
 * Zador's bounds d/(d+2) Γ(d/2 + 1)^{2/d} / π ≤ J*_d ≤ Γ(1 + 2/d) Γ(d/2 + 1)^{2/d} / π; the upper one is the coefficient
 * of random outputs.
 *
 * @throws ArgumentError when the dimension is not above 0.
 */
export function zadorBounds(dimension: number): { readonly lower: number; readonly upper: number } {
  requirePositive("zadorBounds", "dimension", dimension);
  const lower = (dimension / (dimension + 2)) * inverseBall(dimension);
  return { lower, upper: randomQuantizerConstant(dimension) };
}

/**
 * The number of optimally placed outputs that have the gap of n random ones: n (J*_d / J_d)^{d/2}.
 *
 * The same for every density, when the random outputs follow the density that is best for them.
 *
 * @param count - n, ≥ 1.
 * @param dimension - As for {@link zadorConstant}.
 * @throws ArgumentError otherwise.
 *
 * Source: Perera et al. (2026), arXiv 2605.21692, the statement on the effective sample size; the factor n is ours.
 *
 * ```ts
 * import { effectiveSampleSize } from "@erlangen/metrics";
 *
 * effectiveSampleSize(1000, 1); // => 408.248290
 * ```
 */
export function effectiveSampleSize(count: number, dimension: number): number {
  requireCount("effectiveSampleSize", "count", count, { least: 1 });
  const ratio = zadorConstant(dimension).value / randomQuantizerConstant(dimension);
  return count * ratio ** (dimension / 2);
}

/** ω_d^{-2/d}, ω_d the volume of the unit ball. */
function inverseBall(dimension: number): number {
  return Math.exp((2 / dimension) * logGamma(dimension / 2 + 1)) / Math.PI;
}

/** A finite number above 0, or an error that names it. */
export function requirePositive(where: string, name: string, value: number): void {
  if (value > 0 && value < Infinity) return;
  throw new ArgumentError(`${where}: expected ${name} to be a finite number > 0, got ${value}`);
}
