/** The multipliers that one call of {@link pairwiseAscent} may change, and what it needs to know about them. */
export interface WorkingProblem {
  /** Gram matrix of the working rows, [k, k]. */
  readonly gram: Float64Array;
  /** Targets, each 1 or -1, [k]. */
  readonly targets: Float64Array;
  /** Upper bounds of the multipliers, [k]. */
  readonly bounds: Float64Array;
  /** The multipliers alpha, [k]; changed. */
  readonly alpha: Float64Array;
  /** f_i = t_i - w·x_i with w = sum_i alpha_i t_i x_i over all rows, [k]; changed along. */
  readonly residuals: Float64Array;
}

/** Smallest squared distance of two rows that a step divides by. */
const smallestCurvature = 1e-12;

/**
 * Ascends the dual of the support vector machine by exact steps along pairs of multipliers, alpha_i t_i += s and
 * alpha_j t_j -= s, which keep sum_i alpha_i t_i.
 *
 * i has the largest residual of those that may rise; j, of those that may fall, promises the largest ascent
 * (f_i - f_j)² / (2 |x_i - x_j|²). The end is reached when no two residuals violate their order by more than `tolerance`.
 *
 * @returns How many steps were made, at most `most`.
 *
 * Source: Fan, Chen, Lin (2005), «Working set selection using second order information for training support vector
 * machines», WSS 2.
 */
export function pairwiseAscent(
  { gram, targets, bounds, alpha, residuals }: WorkingProblem,
  tolerance: number,
  most: number,
): number {
  const k = targets.length;
  for (let step = 0; step < most; step++) {
    let i = -1;
    let top = -Infinity;
    for (let p = 0; p < k; p++) {
      if (residuals[p] > top && (targets[p] > 0 ? alpha[p] < bounds[p] : alpha[p] > 0)) {
        top = residuals[p];
        i = p;
      }
    }
    if (i < 0) return step;
    const row = i * k;
    let j = -1;
    let bottom = Infinity;
    let best = 0;
    for (let p = 0; p < k; p++) {
      if (!(targets[p] > 0 ? alpha[p] > 0 : alpha[p] < bounds[p])) continue;
      if (residuals[p] < bottom) bottom = residuals[p];
      const difference = top - residuals[p];
      if (difference <= 0) continue;
      const curvature = Math.max(
        gram[row + i] + gram[p * k + p] - 2 * gram[row + p],
        smallestCurvature,
      );
      const ascent = (difference * difference) / curvature;
      if (ascent > best) {
        best = ascent;
        j = p;
      }
    }
    if (j < 0 || top - bottom <= tolerance) return step;
    const other = j * k;
    const curvature = Math.max(
      gram[row + i] + gram[other + j] - 2 * gram[row + j],
      smallestCurvature,
    );
    const rise = targets[i] > 0 ? bounds[i] - alpha[i] : alpha[i];
    const fall = targets[j] > 0 ? alpha[j] : bounds[j] - alpha[j];
    const s = Math.min((top - residuals[j]) / curvature, rise, fall);
    // A bound is met exactly, so that comparisons with it are exact too.
    alpha[i] = s === rise ? (targets[i] > 0 ? bounds[i] : 0) : alpha[i] + targets[i] * s;
    alpha[j] = s === fall ? (targets[j] > 0 ? 0 : bounds[j]) : alpha[j] - targets[j] * s;
    for (let p = 0; p < k; p++) residuals[p] -= s * (gram[row + p] - gram[other + p]);
  }
  return most;
}
