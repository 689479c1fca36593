import { ArgumentError } from "../errors.ts";
import { nearestNeighbors } from "../neighbors/nearest-neighbors.ts";
import { requireRows } from "../neighbors/require-rows.ts";
import type { Random } from "../random/random.ts";
import { requireInteger } from "../require.ts";
import { kMeansPlusPlus } from "./k-means-plus-plus.ts";

/** What {@link lloyd} accepts. */
export interface LloydOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  /** From 1 to the number of points. */
  readonly clusters: number;
  readonly random: Random;
  /** Starts by k-means++, of which the best end is returned, ≥ 1. Default 10. */
  readonly restarts?: number;
  /** An iteration that lowers the mean squared distance by a smaller share is the last, ≥ 0. Default 1e-6. */
  readonly tolerance?: number;
  /** Iterations of one start, ≥ 1. Default 300. */
  readonly iterations?: number;
}

/** What {@link lloyd} finds. */
export interface Clustering {
  /** [clusters, columns], flat. */
  readonly centres: Float64Array;
  /** The nearest centre of each point. */
  readonly assignment: Int32Array;
  /** Mean squared distance of a point to its centre. */
  readonly meanSquaredDistance: number;
  /** Iterations of the best start. */
  readonly iterations: number;
}

/**
 * Centres that locally minimise the mean squared distance of points to their nearest centre (k-means).
 *
 * Each iteration gives every point to its nearest centre, then moves every centre to the mean of its points. A centre
 * without points is moved to the point that is farthest from its own centre.
 *
 * Shapes: points [points, columns], flat.
 *
 * @throws ShapeError or ArgumentError when an argument does not fit.
 *
 * Source: Lloyd (1982), «Least squares quantization in PCM», IEEE Transactions on Information Theory 28.
 *
 * ```ts
 * import { Random, lloyd } from "@erlangen/numerics";
 *
 * const { centres, meanSquaredDistance } = lloyd([0, 2, 10, 12], {
 *   columns: 1,
 *   clusters: 2,
 *   random: Random.fromSeed(0),
 * });
 * centres.toSorted(); // => [1, 11]
 * meanSquaredDistance; // => 1
 * ```
 */
export function lloyd(points: ArrayLike<number>, options: LloydOptions): Clustering {
  const { columns, clusters, random, restarts = 10, tolerance = 1e-6, iterations = 300 } = options;
  const rows = requireRows("lloyd", "points", points, { columns, least: 1 });
  requireInteger("lloyd", "clusters", clusters, { least: 1, most: rows });
  requireInteger("lloyd", "restarts", restarts, { least: 1 });
  requireInteger("lloyd", "iterations", iterations, { least: 1 });
  if (!(tolerance >= 0)) {
    throw new ArgumentError(`lloyd: expected tolerance >= 0, got ${tolerance}`);
  }
  let best: Clustering | undefined;
  for (let start = 0; start < restarts; start++) {
    const seeds = kMeansPlusPlus(points, { columns, clusters, random: random.split(start) });
    const end = descend(points, seeds, { columns, tolerance, iterations });
    if (best === undefined || end.meanSquaredDistance < best.meanSquaredDistance) best = end;
  }
  if (best === undefined) throw new Error("internal: lloyd made no start");
  return best;
}

function descend(
  points: ArrayLike<number>,
  seeds: Float64Array,
  about: { readonly columns: number; readonly tolerance: number; readonly iterations: number },
): Clustering {
  const { columns, tolerance, iterations } = about;
  const rows = points.length / columns;
  let centres = seeds;
  let before = Infinity;
  for (let iteration = 0; ; iteration++) {
    const { indices, squaredDistances } = nearestNeighbors(centres, points, { columns });
    const cost = squaredDistances.reduce((sum, value) => sum + value, 0) / rows;
    const settled = iteration > 0 && before - cost <= tolerance * before;
    if (settled || iteration === iterations) {
      return { centres, assignment: indices, meanSquaredDistance: cost, iterations: iteration };
    }
    before = cost;
    centres = cellMeans(points, indices, { squaredDistances, centres, columns });
  }
}

function cellMeans(
  points: ArrayLike<number>,
  assignment: Int32Array,
  cells: {
    readonly squaredDistances: Float64Array;
    readonly centres: Float64Array;
    readonly columns: number;
  },
): Float64Array {
  const { squaredDistances, centres, columns } = cells;
  const clusters = centres.length / columns;
  const sums = new Float64Array(centres.length);
  const sizes = new Int32Array(clusters);
  assignment.forEach((k, i) => {
    sizes[k]++;
    for (let a = 0; a < columns; a++) sums[k * columns + a] += points[i * columns + a];
  });
  const farthest = squaredDistances.slice();
  for (let k = 0; k < clusters; k++) {
    const stray = sizes[k] === 0 ? placeOfLargest(farthest) : -1;
    for (let a = 0; a < columns; a++) {
      sums[k * columns + a] =
        stray < 0 ? sums[k * columns + a] / sizes[k] : points[stray * columns + a];
    }
    if (stray >= 0) farthest[stray] = -1;
  }
  return sums;
}

function placeOfLargest(values: Float64Array): number {
  return values.reduce((place, value, i) => (value > values[place] ? i : place), 0);
}
