import { NearestList } from "@erlangen/numerics";
import type { AlignedPairs } from "./isometries.ts";

/**
 * Nearest orbits by comparing pairs, for groups whose best element has a closed form.
 *
 * An isometry that fixes the origin keeps norms, so that min_g ‖g y - z‖ ≥ |‖y‖ - ‖z‖|: points are tried in the order of
 * that bound until it exceeds the worst distance kept.
 */
export function alignedNeighbors(
  points: Float64Array,
  queries: Float64Array,
  {
    columns,
    count,
    orbits,
  }: { readonly columns: number; readonly count: number; readonly orbits: AlignedPairs },
): NearestList {
  const norms = normsOf(points, columns);
  const order = Int32Array.from(norms.keys()).toSorted((a, b) => norms[a] - norms[b]);
  const sorted = Float64Array.from(order, (i) => norms[i]);
  const queryNorms = normsOf(queries, columns);
  const found = new NearestList(queryNorms.length, count);
  queryNorms.forEach((norm, q) => {
    const y = { rows: queries, at: q * columns };
    let above = firstAtLeast(sorted, norm);
    let below = above - 1;
    // The slack covers the rounding of norms and of the closed forms.
    while (above < order.length || below >= 0) {
      const up = above < order.length ? sorted[above] - norm : Infinity;
      const down = below >= 0 ? norm - sorted[below] : Infinity;
      const bound = Math.min(up, down);
      if (bound * bound > found.worst(q) + 1e-10 * norm * norm) break;
      const point = order[up <= down ? above++ : below--];
      const z = { rows: points, at: point * columns };
      found.offer(q, point, orbits.squaredDistance(y, z, columns));
    }
  });
  found.indices.forEach((point, slot) => {
    const y = { rows: queries, at: Math.floor(slot / count) * columns };
    const z = { rows: points, at: point * columns };
    found.squaredDistances[slot] = orbits.alignedSquaredDistance(y, z, columns);
  });
  return found;
}

function normsOf(rows: Float64Array, columns: number): Float64Array {
  return Float64Array.from({ length: rows.length / columns }, (_, i) => {
    let sum = 0;
    for (let a = 0; a < columns; a++) sum += rows[i * columns + a] ** 2;
    return Math.sqrt(sum);
  });
}

/** The first place whose value is at least `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
