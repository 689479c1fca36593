import { NearestList, type Neighbors } from "./nearest-list.ts";

/** Numbers of the points that stay in the cache while queries pass by: 256 KiB. */
const cached = 2 ** 15;
/** Columns that are added before the sum is looked at. */
const stretch = 16;

/**
 * Nearest neighbours by comparing all pairs, for many columns.
 *
 * Columns are taken in the order of falling variance, and a pair is given up as soon as its partial sum exceeds the
 * worst distance kept, which changes no result. The distances that come back are summed in the order of the columns.
 *
 * Shapes: points [points, columns], queries [queries, columns], flat and known to be right → [queries, count].
 */
export function blockedNeighbors(
  points: ArrayLike<number>,
  queries: ArrayLike<number>,
  { columns, count }: { readonly columns: number; readonly count: number },
): Neighbors {
  const order = columnsByVariance(points, columns);
  const [sortedPoints, sortedQueries] = [points, queries].map((rows) => reordered(rows, order));
  const found = new NearestList(queries.length / columns, count);
  const rows = points.length / columns;
  const block = Math.max(1, Math.floor(cached / columns));
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    for (let q = 0; q * columns < queries.length; q++) {
      offerBlock(found, q, { sortedPoints, sortedQueries, columns, start, end });
    }
  }
  for (let slot = 0; slot < found.indices.length; slot++) {
    const query = Math.floor(slot / count) * columns;
    const point = found.indices[slot] * columns;
    let sum = 0;
    for (let a = 0; a < columns; a++) sum += (queries[query + a] - points[point + a]) ** 2;
    found.squaredDistances[slot] = sum;
  }
  return found;
}

function offerBlock(
  found: NearestList,
  q: number,
  block: {
    readonly sortedPoints: Float64Array;
    readonly sortedQueries: Float64Array;
    readonly columns: number;
    readonly start: number;
    readonly end: number;
  },
): void {
  const { sortedPoints, sortedQueries, columns, start, end } = block;
  const query = q * columns;
  let worst = found.worst(q);
  for (let i = start; i < end; i++) {
    const point = i * columns;
    let sum = 0;
    for (let from = 0; from < columns && sum <= worst; from += stretch) {
      const to = Math.min(columns, from + stretch);
      for (let a = from; a < to; a++) {
        const difference = sortedQueries[query + a] - sortedPoints[point + a];
        sum += difference * difference;
      }
    }
    if (sum > worst) continue;
    found.offer(q, i, sum);
    worst = found.worst(q);
  }
}

/** Columns by falling variance. */
function columnsByVariance(rows: ArrayLike<number>, columns: number): Int32Array {
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const count = rows.length / columns;
  for (let i = 0; i < rows.length; i += columns) {
    for (let a = 0; a < columns; a++) sums[a] += rows[i + a] / count;
  }
  for (let i = 0; i < rows.length; i += columns) {
    for (let a = 0; a < columns; a++) squares[a] += (rows[i + a] - sums[a]) ** 2;
  }
  return Int32Array.from(squares.keys()).toSorted((a, b) => squares[b] - squares[a] || a - b);
}

function reordered(rows: ArrayLike<number>, order: Int32Array): Float64Array {
  const columns = order.length;
  const result = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += columns) {
    for (let a = 0; a < columns; a++) result[i + a] = rows[i + order[a]];
  }
  return result;
}
