import { ArgumentError, ShapeError } from "../errors.ts";
import { requireArray, requireInteger, show } from "../require.ts";
import { coordinateSweeps } from "./coordinate-sweeps.ts";
import { dualAscent, type DualOptimum } from "./dual-ascent.ts";
import { GramPool } from "./gram-pool.ts";
import type { DualProblem } from "./working-set.ts";

/** Options of {@link linearSvmPath}. */
export interface LinearSvmPathOptions {
  /** Weights C of the losses, > 0 and increasing; at least one. */
  readonly Cs: readonly number[];
  /**
   * Factors of C for the two targets, > 0; `balanced` takes n / (2 n_t), which gives both targets the same total.
   * Default 1 and 1.
   */
  readonly classWeights?: "balanced" | { readonly negative: number; readonly positive: number };
  /** Largest violation of the conditions of optimality, in units of the decision value, > 0. Default 1e-3. */
  readonly tolerance?: number;
  /** Most steps for one C, >= 1. Default 10,000,000. */
  readonly maxIterations?: number;
}

/** Options of {@link linearSvm}: those of the path with one C. */
export type LinearSvmOptions = Omit<LinearSvmPathOptions, "Cs"> & {
  /** Weight of the losses, > 0. */
  readonly C: number;
};

/** A separating hyperplane: the decision value of x is w·x + b. */
export interface LinearSvm {
  readonly C: number;
  /** Normal vector, [features]. */
  readonly w: Float64Array;
  readonly b: number;
  /** How many multipliers are strictly between their bounds; when none is, b is not determined. */
  readonly free: number;
  /** Dual multipliers, [samples]: w = sum_i alpha_i t_i x_i. */
  readonly alpha: Float64Array;
  /** sum_i alpha_i - |w|²/2, a lower bound of the minimum. */
  readonly dualObjective: number;
  /** Objective at (w, b) minus `dualObjective`, >= 0 up to rounding: how far from the minimum at most. */
  readonly dualityGap: number;
  /** Steps along pairs of multipliers. */
  readonly iterations: number;
}

/** Rows whose inner products are kept: 72 MiB at most. */
const pooledRows = 3072;

/**
 * The support vector machine with a linear kernel, hinge loss and free bias, solved exactly by its dual.
 *
 * minimise |w|²/2 + C sum_i c_i max(0, 1 - t_i (w·x_i + b)), with c_i the weight of the class of t_i.
 *
 * Shapes: rows [samples, features] → w [features]. Cost: O(samples features) a round, 10 to 30 rounds; memory grows
 * with the number of multipliers between their bounds, at most about `features`, not with samples².
 *
 * @param rows - x, flat, row-major; not changed.
 * @param targets - t, [samples], each 1 or -1, both present.
 * @throws ShapeError when `rows` is no whole number of rows; ArgumentError for other targets, options out of range, or
 * numbers that are not finite; ConvergenceError when `maxIterations` do not suffice.
 *
 * Numerics: where no multiplier is between its bounds (`free` is 0), as for small C, all b of an interval are optimal and
 * its middle is taken; there LIBSVM's b often hangs on the rounding of one multiplier.
 *
 * Source: Fan, Chen, Lin (2005), the algorithm of LIBSVM; Joachims (1999) for working on few multipliers at a time;
 * differs in: the products with all rows come from w, not from a kernel matrix.
 *
 * ```ts
 * import { linearSvm } from "@erlangen/numerics";
 *
 * const { w, b } = linearSvm([-1, 1], [-1, 1], { C: 0.25 });
 * w; // => [0.5]
 * b; // => 0
 * ```
 */
export function linearSvm(
  rows: ArrayLike<number>,
  targets: ArrayLike<number>,
  { C, ...options }: LinearSvmOptions,
): LinearSvm {
  return solvePath("linearSvm", rows, targets, { ...options, Cs: [C] })[0];
}

/**
 * The same for a row of increasing C; each solution starts from the one before, and inner products are shared.
 *
 * @returns One machine for each C, in order.
 * @throws As {@link linearSvm}.
 *
 * ```ts
 * import { linearSvmPath } from "@erlangen/numerics";
 *
 * // The minimum of w²/2 + 2C max(0, 1 - w).
 * linearSvmPath([-1, 1], [-1, 1], { Cs: [0.1, 0.25, 10] }).map(({ w }) => w[0]); // => [0.2, 0.5, 1]
 * ```
 */
export function linearSvmPath(
  rows: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: LinearSvmPathOptions,
): readonly LinearSvm[] {
  return solvePath("linearSvmPath", rows, targets, options);
}

function solvePath(
  where: string,
  rows: ArrayLike<number>,
  targets: ArrayLike<number>,
  { Cs, classWeights, tolerance = 1e-3, maxIterations = 1e7 }: LinearSvmPathOptions,
): readonly LinearSvm[] {
  const features = requireRows(where, rows, targets);
  const increasing = Cs.every((C, i) => C > (i === 0 ? 0 : Cs[i - 1]) && Number.isFinite(C));
  requireThat(where, Cs.length > 0 && increasing, "C > 0 and increasing", `[${Cs.join(", ")}]`);
  requireThat(where, tolerance > 0, "tolerance > 0", tolerance);
  requireInteger(where, "maxIterations", maxIterations, { least: 1 });
  const t = Float64Array.from(targets);
  const factors = classFactors(where, t, classWeights);
  const x = rows instanceof Float64Array ? rows : Float64Array.from(rows);
  const pool = new GramPool(x, features, pooledRows);
  let alpha: Float64Array | undefined;
  return Cs.map((C, k) => {
    const problem = { rows: x, targets: t, bounds: factors.map((factor) => C * factor) };
    alpha = startFrom(problem, alpha, C / Cs[k - 1]);
    coordinateSweeps(problem, alpha);
    const optimum = dualAscent(problem, alpha, pool, { tolerance, maxIterations });
    return { C, alpha: alpha.slice(), ...summary(problem, alpha, optimum) };
  });
}

function requireRows(where: string, rows: ArrayLike<number>, targets: ArrayLike<number>): number {
  const samples = targets?.length;
  requireThat(where, samples >= 2, "targets of at least 2 samples", samples ?? targets);
  const features = rows?.length / samples;
  if (!(Number.isInteger(features) && features >= 1)) {
    throw new ShapeError(
      `${where}: expected rows of shape [samples, features] = [${samples}, features], flat, got ${rows?.length ?? show(rows)} numbers`,
    );
  }
  requireArray(where, "rows", rows, { axes: "[samples, features]", shape: [samples, features] });
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    const t = targets[i];
    requireThat(where, t === 1 || t === -1, "targets 1 or -1", `${show(t)} at index ${i}`);
    sum += t;
  }
  requireThat(where, Math.abs(sum) < samples, "both targets 1 and -1", `only ${targets[0]}`);
  return features;
}

function classFactors(
  where: string,
  targets: Float64Array,
  weights: LinearSvmPathOptions["classWeights"] = { negative: 1, positive: 1 },
): Float64Array {
  const n = targets.length;
  const positives = targets.filter((t) => t > 0).length;
  const { negative, positive } =
    weights === "balanced"
      ? { negative: n / (2 * (n - positives)), positive: n / (2 * positives) }
      : weights;
  const right = [negative, positive].every((weight) => weight > 0 && Number.isFinite(weight));
  requireThat(where, right, "classWeights > 0", `${show(negative)} and ${show(positive)}`);
  return targets.map((t) => (t > 0 ? positive : negative));
}

/** The solution of the C before, where what was at its bound stays there; at first all at their bounds. */
function startFrom(
  { bounds }: DualProblem,
  alpha: Float64Array | undefined,
  ratio: number,
): Float64Array {
  if (alpha === undefined) return bounds.slice();
  return alpha.map((value, i) => (value * ratio >= bounds[i] * (1 - 1e-12) ? bounds[i] : value));
}

function summary(
  { targets, bounds }: DualProblem,
  alpha: Float64Array,
  { w, b, free, products, iterations }: DualOptimum,
): Omit<LinearSvm, "C" | "alpha"> {
  const square = w.reduce((sum, component) => sum + component * component, 0);
  const mass = alpha.reduce((sum, value) => sum + value, 0);
  const losses = bounds.reduce(
    (sum, bound, i) => sum + bound * Math.max(0, 1 - targets[i] * (products[i] + b)),
    0,
  );
  const dualObjective = mass - square / 2;
  const dualityGap = square / 2 + losses - dualObjective;
  return { w, b, free, dualObjective, dualityGap, iterations };
}

function requireThat(where: string, holds: boolean, what: string, got: unknown): void {
  if (holds) return;
  throw new ArgumentError(
    `${where}: expected ${what}, got ${typeof got === "string" ? got : show(got)}`,
  );
}
