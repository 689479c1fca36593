import { requireInteger } from "../require.ts";
import { requireRows } from "../neighbors/require-rows.ts";
import type { Random } from "../random/random.ts";

/** What {@link kMeansPlusPlus} accepts. */
export interface KMeansPlusPlusOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  /** From 1 to the number of points. */
  readonly clusters: number;
  readonly random: Random;
}

/**
 * Centres to start a clustering from: points drawn one by one, each with a probability in proportion to its squared
 * distance from the nearest centre so far.
 *
 * Shapes: points [points, columns], flat → [clusters, columns]. Cost O(points clusters columns).
 *
 * @throws ShapeError or ArgumentError when an argument does not fit.
 *
 * Source: Arthur, Vassilvitskii (2007), «k-means++: the advantages of careful seeding», section 2.2.
 *
 * ```ts
 * import { Random, kMeansPlusPlus } from "@erlangen/numerics";
 *
 * const centres = kMeansPlusPlus([0, 0, 9], { columns: 1, clusters: 2, random: Random.fromSeed(0) });
 * centres.toSorted(); // => [0, 9]
 * ```
 */
export function kMeansPlusPlus(
  points: ArrayLike<number>,
  { columns, clusters, random }: KMeansPlusPlusOptions,
): Float64Array {
  const rows = requireRows("kMeansPlusPlus", "points", points, { columns, least: 1 });
  requireInteger("kMeansPlusPlus", "clusters", clusters, { least: 1, most: rows });
  const centres = new Float64Array(clusters * columns);
  const distances = new Float64Array(rows).fill(Infinity);
  let chosen = random.integer(rows);
  for (let k = 0; k < clusters; k++) {
    if (k > 0) chosen = draw(distances, random);
    for (let a = 0; a < columns; a++) centres[k * columns + a] = points[chosen * columns + a];
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let a = 0; a < columns; a++) {
        const difference = points[i * columns + a] - centres[k * columns + a];
        sum += difference * difference;
      }
      if (sum < distances[i]) distances[i] = sum;
    }
  }
  return centres;
}

/** An index with probability in proportion to its weight; any index when all weights are zero. */
function draw(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return random.integer(weights.length);
  let rest = random.uniform(1)[0] * total;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    rest -= weights[i];
    if (rest < 0) break;
  }
  return last;
}
