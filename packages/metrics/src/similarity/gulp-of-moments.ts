import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { requireLambda } from "./features.ts";
import type { PairMoments } from "./moments.ts";
import { normalizedMoments, requireMoments } from "./pair-moments.ts";
import { secondOrder } from "./second-order.ts";
import { secondOrderPair } from "./second-order-pair.ts";

/** How {@link gulpOfMoments} compares. */
export interface GulpOfMomentsOptions {
  /** The regularisations λ >= 0. */
  readonly lambdas: readonly number[];
  /** Whether to scale both features to a mean squared length of 1. Default true. */
  readonly normalize?: boolean;
  /** Whether to give d² instead of d. Default false. */
  readonly squared?: boolean;
}

/**
 * The GULP distances of two features from their second moments, such as those of `streamMoments`.
 *
 * @returns One distance for each λ, or their squares.
 * @throws ShapeError when lengths do not fit; ArgumentError when a trace is not positive.
 *
 * Numerics: as `gulp` under the method `gram`.
 */
export function gulpOfMoments(moments: PairMoments, options: GulpOfMomentsOptions): Float64Array {
  const { lambdas, normalize = true, squared = false } = options;
  requireMoments("gulpOfMoments", moments);
  for (const lambda of lambdas) requireLambda("gulpOfMoments", lambda);
  const { phi, psi, cross, columnsOfPhi, columnsOfPsi } = normalize
    ? normalizedMoments(moments)
    : moments;
  const pair = secondOrderPair(secondOrder(phi, columnsOfPhi), secondOrder(psi, columnsOfPsi), {
    kind: "features",
    cross,
  });
  const squares = Float64Array.from(lambdas, (lambda) => pair.products(lambda).squared);
  return squared ? squares : squares.map(Math.sqrt);
}

/** The exact covariances of two random features. */
export interface Covariances {
  /** Σ_φ, flat [k, k]. */
  readonly phi: ArrayLike<number>;
  /** Σ_ψ, flat [l, l]. */
  readonly psi: ArrayLike<number>;
  /** Σ_φψ, flat [k, l]. */
  readonly cross: ArrayLike<number>;
}

/** How {@link gulpPopulation} compares. */
export interface GulpPopulationOptions {
  /** The regularisation λ >= 0. */
  readonly lambda: number;
  /** Whether to scale both features to a mean squared length of 1. Default false. */
  readonly normalize?: boolean;
  /** Whether to give d² instead of d. Default false. */
  readonly squared?: boolean;
}

/**
 * The GULP distance of two random features from their exact covariances, without any sample; see `gulp`.
 *
 * @throws ShapeError when the lengths are not k², l² and k l; ArgumentError when a trace is not positive.
 *
 * ```ts
 * import { gulpPopulation } from "@erlangen/metrics";
 *
 * // Two independent features with one unit of variance each: d² = 2 (1 / (1 + λ))².
 * gulpPopulation({ phi: [1], psi: [1], cross: [0] }, { lambda: 1, squared: true }); // => 0.5
 * ```
 */
export function gulpPopulation(covariances: Covariances, options: GulpPopulationOptions): number {
  const [k, l] = [rootOf("phi", covariances.phi), rootOf("psi", covariances.psi)];
  const moments = {
    columnsOfPhi: k,
    columnsOfPsi: l,
    phi: requireFinite("phi", covariances.phi),
    psi: requireFinite("psi", covariances.psi),
    cross: requireFinite("cross", covariances.cross),
  };
  const { lambda, normalize = false, squared = false } = options;
  return gulpOfMoments(moments, { lambdas: [lambda], normalize, squared })[0];
}

function rootOf(name: string, matrix: ArrayLike<number>): number {
  const size = Math.round(Math.sqrt(matrix.length));
  if (size > 0 && size * size === matrix.length) return size;
  throw new ShapeError(
    `gulpPopulation: expected ${name} to be square, flat, got ${matrix.length} numbers`,
  );
}

function requireFinite(name: string, matrix: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(matrix);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return values;
  throw new ArgumentError(
    `gulpPopulation: expected ${name} to hold finite numbers, got ${values[odd]} at index ${odd}`,
  );
}
