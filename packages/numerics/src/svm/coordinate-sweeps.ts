import { rowProduct, rowProducts } from "./row-product.ts";
import type { DualProblem } from "./working-set.ts";

/** Most sweeps over all multipliers. */
const mostSweeps = 40;

/** Sweeps end when no multiplier misses its condition by more, in units of the decision value. */
const goodStart = 0.05;

/**
 * Moves `alpha` near the solution and makes it feasible: sweeps of exact steps along single multipliers, with a bias that
 * is penalised so that they need no equality, then a shift of the multipliers nearest the margin until
 * sum_i alpha_i t_i = 0.
 *
 * A sweep costs as much as one product with all rows and settles most multipliers at a bound, so that only those near the
 * margin are left for the exact method.
 *
 * @param alpha - Within the bounds; changed.
 *
 * Source: Hsieh, Chang, Lin, Keerthi, Sundararajan (2008), «A dual coordinate descent method for large-scale linear SVM»,
 * algorithm 1; differs in: a fixed order.
 */
export function coordinateSweeps(problem: DualProblem, alpha: Float64Array): void {
  const { rows, targets, bounds } = problem;
  const n = targets.length;
  const d = rows.length / n;
  const squares = Float64Array.from(targets, (_, i) => {
    let square = 0;
    for (let k = 0; k < d; k++) square += rows[i * d + k] * rows[i * d + k];
    return square;
  });
  const biasSquare = squares.reduce((sum, square) => sum + square, 0) / n || 1;
  const w = new Float64Array(d);
  let b = 0;
  const move = (i: number, change: number): void => {
    const step = change * targets[i];
    for (let k = 0; k < d; k++) w[k] += step * rows[i * d + k];
    b += step * biasSquare;
  };
  for (let i = 0; i < n; i++) move(i, alpha[i]);
  const stride = strideOf(n);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let worst = 0;
    for (let count = 0, i = 0; count < n; count++, i = (i + stride) % n) {
      const slope = 1 - targets[i] * (rowProduct(rows, i, w) + b);
      if (slope > 0 ? alpha[i] >= bounds[i] : alpha[i] <= 0) continue;
      worst = Math.max(worst, Math.abs(slope));
      const moved = alpha[i] + slope / (squares[i] + biasSquare);
      const next = Math.min(Math.max(moved, 0), bounds[i]);
      move(i, next - alpha[i]);
      alpha[i] = next;
    }
    if (worst <= goodStart) break;
  }
  balance(problem, alpha, rowProducts(rows, w, n), b);
}

/** Near the golden section of n and without common divisor, so that neighbours in a sweep are far apart. */
function strideOf(n: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(0.618 * n));
  while (divisor(n, stride) !== 1) stride++;
  return stride;
}

/** Shifts multipliers within their bounds until sum_i alpha_i t_i = 0, those nearest the margin first. */
function balance(
  { targets, bounds }: DualProblem,
  alpha: Float64Array,
  products: Float64Array,
  b: number,
): void {
  let mass = 0;
  let excess = 0;
  for (let i = 0; i < alpha.length; i++) {
    mass += alpha[i];
    excess += alpha[i] * targets[i];
  }
  // What rounding leaves stays: a shift by it would take a multiplier off its bound.
  if (Math.abs(excess) <= 1e-12 * mass) return;
  const distances = products.map((product, i) => Math.abs(targets[i] - product - b));
  for (const i of Array.from(alpha.keys()).toSorted((p, q) => distances[p] - distances[q])) {
    const moved = Math.min(Math.max(alpha[i] - excess * targets[i], 0), bounds[i]);
    excess += (moved - alpha[i]) * targets[i];
    alpha[i] = moved;
    if (excess === 0) return;
  }
}
