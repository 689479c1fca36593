import { ConvergenceError } from "../errors.ts";
import type { GramPool } from "./gram-pool.ts";
import { pairwiseAscent } from "./pairwise-ascent.ts";
import { rowProducts } from "./row-product.ts";
import { workingSet, type DualProblem } from "./working-set.ts";

/** When {@link dualAscent} ends. */
export interface DualAscentLimits {
  /** Largest violation of optimality. */
  readonly tolerance: number;
  /** Most steps along pairs. */
  readonly maxIterations: number;
}

/** Where {@link dualAscent} ended. */
export interface DualOptimum {
  readonly w: Float64Array;
  readonly b: number;
  /** Multipliers strictly between their bounds. */
  readonly free: number;
  /** w·x_i, [samples]. */
  readonly products: Float64Array;
  readonly iterations: number;
}

/** A round leaves at most this share of the violation that it began with. */
const roundShare = 0.1;

/**
 * Maximises the dual from the feasible `alpha`, which becomes the solution: in rounds, each a small problem in the
 * multipliers of a {@link workingSet}, after which w and all residuals are computed afresh, in O(samples features).
 *
 * @throws ConvergenceError when `maxIterations` do not suffice.
 */
export function dualAscent(
  problem: DualProblem,
  alpha: Float64Array,
  pool: GramPool,
  { tolerance, maxIterations }: DualAscentLimits,
): DualOptimum {
  const { rows, targets, bounds } = problem;
  for (let iterations = 0; ;) {
    const w = combination(problem, alpha);
    const products = rowProducts(rows, w, targets.length);
    const residuals = targets.map((t, i) => t - products[i]);
    const { indices, top, bottom } = workingSet(problem, alpha, residuals);
    const violation = top - bottom;
    if (violation <= tolerance) {
      return { w, ...bias(problem, alpha, residuals, (top + bottom) / 2), products, iterations };
    }
    if (iterations >= maxIterations) {
      throw new ConvergenceError(
        `linearSvm: expected a violation of at most ${tolerance} within ${maxIterations} iterations, got ${violation}; scale the rows, lower C, or raise tolerance or maxIterations`,
      );
    }
    const working = {
      gram: pool.block(indices),
      targets: Float64Array.from(indices, (i) => targets[i]),
      bounds: Float64Array.from(indices, (i) => bounds[i]),
      alpha: Float64Array.from(indices, (i) => alpha[i]),
      residuals: Float64Array.from(indices, (i) => residuals[i]),
    };
    const goal = Math.max(tolerance / 2, roundShare * violation);
    iterations += pairwiseAscent(working, goal, maxIterations - iterations);
    indices.forEach((i, p) => {
      alpha[i] = working.alpha[p];
    });
  }
}

/** w = sum_i alpha_i t_i x_i. */
function combination({ rows, targets }: DualProblem, alpha: Float64Array): Float64Array {
  const d = rows.length / targets.length;
  const w = new Float64Array(d);
  for (let i = 0; i < targets.length; i++) {
    const coefficient = alpha[i] * targets[i];
    if (coefficient === 0) continue;
    for (let k = 0; k < d; k++) w[k] += coefficient * rows[i * d + k];
  }
  return w;
}

/** The mean residual of the multipliers between their bounds, on whose rows t (w·x + b) = 1; `middle` when there are none. */
function bias(
  { bounds }: DualProblem,
  alpha: Float64Array,
  residuals: Float64Array,
  middle: number,
): Pick<DualOptimum, "b" | "free"> {
  let sum = 0;
  let free = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] <= 0 || alpha[i] >= bounds[i]) continue;
    sum += residuals[i];
    free++;
  }
  return { b: free === 0 ? middle : sum / free, free };
}
