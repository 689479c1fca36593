import { ArgumentError, ShapeError, quantile } from "@erlangen/numerics";
import type { SearchOptions } from "./euclidean-index.ts";
import type { Isometries } from "./isometries.ts";
import { orbitNeighbors } from "./orbit-neighbors.ts";
import { requireRows } from "./require-rows.ts";

/** What {@link representationGap} accepts. */
export interface RepresentationGapOptions extends SearchOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  /** The outputs are closed under this group: each stands for its whole orbit. Default: no group. */
  readonly group?: Isometries;
  /** Weight of each test point, ≥ 0, [test]; for a test density other than the one drawn from. Default: all equal. */
  readonly weights?: ArrayLike<number>;
  /** Which quantiles of the squared distances to return, each in [0, 1]. Default: 0.05, 0.25, 0.5, 0.75, 0.95. */
  readonly quantiles?: readonly number[];
}

/** What {@link representationGap} measured. */
export interface RepresentationGap {
  /** The mean squared distance of a test point from the nearest output. */
  readonly gap: number;
  /** Standard deviation of `gap` over test sets of this size, the outputs being fixed; NaN for one test point. */
  readonly standardError: number;
  /** Pairs [p, p-quantile of the squared distances]. */
  readonly quantiles: readonly (readonly [p: number, value: number])[];
  /** Of each test point from its nearest output, [test], from float64 differences. */
  readonly squaredDistances: Float64Array;
  /** The nearest output of each test point, [test]. */
  readonly nearest: Int32Array;
  /** Under a finite group: the element that takes the test point next to that output, [test]. */
  readonly elements?: Int32Array;
  /** Number of test points and of outputs. */
  readonly testSize: number;
  readonly outputSize: number;
  /** False when the group was sampled, so that the gap is an upper bound. */
  readonly exact: boolean;
}

/**
 * The representation gap: how far the truth is from what a model can produce.
 *
 * R = E_y min_z ‖y - z‖², y from the test distribution, z from the outputs; with a group the minimum runs over g z too.
 * For a memorising model the outputs are its training points, for a fully optimised equivariant one their orbits. One
 * sided: more outputs never increase it.
 *
 * Shapes: test [test, columns], outputs [outputs, columns], flat.
 *
 * @returns The mean, its standard error (with the weights w, √(Σ w² (d - R)² m / (m - 1)) / Σ w), and each nearest pair.
 * @throws ShapeError when a length does not fit; ArgumentError for a number that is not finite (with its row and
 * column), weights below 0, a group that does not act on such rows, or a group with `periods` other than `translations`.
 *
 * Numerics: searches up to 12 columns use a k-d tree, others compare all pairs; either way each squared distance is
 * summed in float64 from the differences of the winning pair, so that small gaps keep their digits.
 *
 * Source: Perera, Moura, dos Santos, Haddad, Figueiredo (2026), arXiv 2605.21692, definition of the representation gap.
 *
 * ```ts
 * import { representationGap } from "@erlangen/metrics";
 *
 * const { gap, nearest } = await representationGap([0, 0, 2, 1], [0, 1, 2, 2, 9, 9], { columns: 2 });
 * gap; // => 1
 * nearest; // => [0, 1]
 * ```
 */
export async function representationGap(
  test: ArrayLike<number>,
  outputs: ArrayLike<number>,
  options: RepresentationGapOptions,
): Promise<RepresentationGap> {
  const where = "representationGap";
  const { columns, group, periods, quantiles = [0.05, 0.25, 0.5, 0.75, 0.95] } = options;
  const testSize = requireRows(where, "test", test, { columns, least: 1 });
  const outputSize = requireRows(where, "outputs", outputs, { columns, least: 1 });
  group?.requireColumns(where, columns);
  requireTorusGroup(where, group, periods);
  const weights = requireWeights(options.weights, testSize);
  const { indices, squaredDistances, elements } = await orbitNeighbors(outputs, test, {
    ...options,
    count: 1,
  });
  const { mean, standardError } = weightedMean(squaredDistances, weights);
  return {
    gap: mean,
    standardError,
    quantiles: quantiles.map((p) => [p, weightedQuantile(squaredDistances, weights, p)]),
    squaredDistances,
    nearest: indices,
    ...(elements === undefined ? {} : { elements }),
    testSize,
    outputSize,
    exact: group?.exact ?? true,
  };
}

/**
 * How far what a model produces is from the truth: the companion of the gap, which it cannot see.
 *
 * E_z min_y ‖z - y‖², z from the outputs, y from a sample of the truth. A group that is wrong, or only approximate, makes
 * the gap smaller and this one larger.
 *
 * @param outputs - What the model produces, [outputs, columns].
 * @param truth - A dense sample of the truth, [truth, columns]; the finer, the smaller the floor of the result.
 * @throws As {@link representationGap}.
 *
 * ```ts
 * import { offManifoldError } from "@erlangen/metrics";
 *
 * (await offManifoldError([0, 0, 0, 3], [0, 0, 1, 0], { columns: 2 })).gap; // => 4.5
 * ```
 */
export function offManifoldError(
  outputs: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: RepresentationGapOptions,
): Promise<RepresentationGap> {
  return representationGap(outputs, truth, options);
}

/** On a flat torus a group must respect the periods; only translations are known to. */
export function requireTorusGroup(
  where: string,
  group: Isometries | undefined,
  periods: readonly number[] | undefined,
): void {
  if (periods === undefined || group === undefined) return;
  if (group.orbits.kind === "quotient" && group.orbits.keeps !== undefined) return;
  throw new ArgumentError(
    `${where}: expected translations as the group of a flat torus, got ${group.name}`,
  );
}

function requireWeights(weights: ArrayLike<number> | undefined, testSize: number): Float64Array {
  if (weights === undefined) return new Float64Array(testSize).fill(1);
  if (weights.length !== testSize) {
    throw new ShapeError(
      `representationGap: expected weights of shape [test] = [${testSize}], got ${weights.length} numbers`,
    );
  }
  const values = Float64Array.from(weights);
  const wrong = values.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong >= 0 || !values.some((weight) => weight > 0)) {
    throw new ArgumentError(
      wrong >= 0
        ? `representationGap: expected weights >= 0, got ${values[wrong]} in row ${wrong}`
        : "representationGap: expected a weight above 0, got none",
    );
  }
  return values;
}

function weightedMean(
  values: Float64Array,
  weights: Float64Array,
): { readonly mean: number; readonly standardError: number } {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + (weights[i] / total) * value, 0);
  const m = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  if (m === 1) return { mean, standardError: NaN };
  const squares = values.reduce(
    (sum, value, i) => sum + ((weights[i] / total) * (value - mean)) ** 2,
    0,
  );
  return { mean, standardError: Math.sqrt((squares * m) / (m - 1)) };
}

/** With equal weights the usual quantile, else the smallest value that p of the weight does not exceed. */
function weightedQuantile(values: Float64Array, weights: Float64Array, p: number): number {
  if (weights.every((weight) => weight === weights[0])) return quantile(values, p);
  if (!(p >= 0 && p <= 1)) {
    throw new ArgumentError(`representationGap: expected quantiles in [0, 1], got ${p}`);
  }
  const order = Int32Array.from(values.keys()).toSorted((a, b) => values[a] - values[b]);
  const goal = p * weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (const i of order) {
    reached += weights[i];
    if (weights[i] > 0 && reached >= goal) return values[i];
  }
  return values[order[order.length - 1]];
}
