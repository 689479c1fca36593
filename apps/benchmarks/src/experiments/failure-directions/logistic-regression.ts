import { solve } from "@erlangen/numerics";

/** Newton steps at most, and the largest change that ends them. */
const steps = 30;
const smallestChange = 1e-9;

/**
 * The weights that minimise |v|²/2 + sum_i weight_i log(1 + exp(-t_i (v·x_i + c))), [features + 1], the offset c last; the
 * objective of scikit-learn's default.
 */
export function fitLogistic(
  rows: Float64Array,
  targets: ArrayLike<number>,
  sampleWeights?: Float64Array,
): Float64Array {
  const samples = targets.length;
  const features = rows.length / samples;
  const size = features + 1;
  let weights = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    const hessian = new Float64Array(size * size);
    const gradient = weights.map((value, k) => (k < features ? value : 0));
    for (let k = 0; k < features; k++) hessian[k * size + k] = 1;
    const scores = logisticScores(weights, rows);
    for (let i = 0; i < samples; i++) {
      const weight = sampleWeights?.[i] ?? 1;
      const miss = 1 / (1 + Math.exp(targets[i] * scores[i]));
      const slope = -weight * targets[i] * miss;
      const curvature = weight * miss * (1 - miss);
      for (let a = 0; a < size; a++) {
        const x = a < features ? rows[i * features + a] : 1;
        gradient[a] += slope * x;
        for (let b = 0; b <= a; b++) {
          hessian[a * size + b] += curvature * x * (b < features ? rows[i * features + b] : 1);
        }
      }
    }
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < a; b++) hessian[b * size + a] = hessian[a * size + b];
    }
    const change = solve(hessian, size, gradient);
    weights = weights.map((value, k) => value - change[k]);
    if (change.every((value) => Math.abs(value) < smallestChange)) break;
  }
  return weights;
}

/** v·x + c of each row, [samples]. */
export function logisticScores(weights: Float64Array, rows: Float64Array): Float64Array {
  const features = weights.length - 1;
  return Float64Array.from({ length: rows.length / features }, (_, i) => {
    let score = weights[features];
    for (let k = 0; k < features; k++) score += weights[k] * rows[i * features + k];
    return score;
  });
}
