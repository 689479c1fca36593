import { ArgumentError, mean, variance } from "@erlangen/numerics";

/** A dimension with its error. */
export interface DimensionWithError {
  readonly dimension: number;
  readonly standardError: number;
}

/**
 * The dimension from the ratios r₂/r₁ of each point, whose law is F(μ) = 1 - μ^{-d}.
 *
 * Maximum likelihood without bias, (N-1) / Σ log μ, or with `discard` the slope through the origin of -log(1 - i/N)
 * against the sorted log μ_i, the largest left out.
 *
 * @param distances - r₁ and r₂ of each point, [points, 2].
 *
 * Source: Facco et al. (2017), equations (3) to (5).
 */
export function twoNnDimension(
  distances: Float64Array,
  discard: number | undefined,
): DimensionWithError {
  const points = distances.length / 2;
  const logs = Float64Array.from({ length: points }, (_, i) =>
    Math.log(distances[2 * i + 1] / distances[2 * i]),
  ).toSorted();
  const total = logs.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) {
    throw new ArgumentError(
      "intrinsicDimension: expected neighbours at different distances, got all alike; a lattice has no ratios",
    );
  }
  const dimension = discard === undefined ? (points - 1) / total : slope(logs, discard);
  return { dimension, standardError: sharedError(dimension, logs) };
}

/** Least squares through the origin. */
function slope(logs: Float64Array, discard: number): number {
  if (!(discard >= 0 && discard < 1)) {
    throw new ArgumentError(`intrinsicDimension: expected discard in [0, 1), got ${discard}`);
  }
  const points = logs.length;
  // The largest ratio has F = 1, so that at least it is left out.
  const kept = Math.max(1, Math.min(points - 1, Math.floor(points * (1 - discard))));
  let [products, squares] = [0, 0];
  for (let i = 0; i < kept; i++) {
    products -= logs[i] * Math.log1p(-(i + 1) / points);
    squares += logs[i] ** 2;
  }
  return products / squares;
}

/**
 * The maximum-likelihood dimension from k neighbours: 1/d = mean over points of Σ_{j<k} log(r_k/r_j) / (k-1).
 *
 * @param distances - r₁ to r_k of each point, [points, k].
 *
 * Source: MacKay, Ghahramani (2005), comment on Levina, Bickel (2005), «Maximum likelihood estimation of intrinsic
 * dimension».
 */
export function likelihoodDimension(distances: Float64Array, k: number): DimensionWithError {
  const points = distances.length / k;
  const inverses = Float64Array.from({ length: points }, (_, i) => {
    const farthest = distances[i * k + k - 1];
    let sum = 0;
    for (let j = 0; j < k - 1; j++) sum += Math.log(farthest / distances[i * k + j]);
    return sum / (k - 1);
  });
  const inverse = mean(inverses);
  if (!(inverse > 0)) {
    throw new ArgumentError(
      "intrinsicDimension: expected neighbours at different distances, got all alike; a lattice has no ratios",
    );
  }
  return {
    dimension: 1 / inverse,
    standardError: sharedError(1 / inverse, inverses),
  };
}

/**
 * Points are neighbours of each other, so that their ratios are not independent: over repeated samples of flat tori of
 * dimension 1 to 8, with 2 to 20 neighbours, estimates spread 1.2 to 1.5 times as far as independence says.
 */
const dependence = 1.5;

/** By the delta method from the mean of 1/d. */
function sharedError(dimension: number, inverses: Float64Array): number {
  return dependence * dimension ** 2 * Math.sqrt(variance(inverses) / inverses.length);
}
