import { ArgumentError, ShapeError } from "../errors.ts";
import { requireInteger } from "../require.ts";
import { buildKdLayout, type KdLayout } from "./k-d-layout.ts";
import { NearestList, type Neighbors } from "./nearest-list.ts";
import { requireRows } from "./require-rows.ts";

/** What {@link kdTree} accepts. */
export interface KdTreeOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  /**
   * Length after which each column repeats, [columns]; `Infinity` for a column that does not. With it the distance is
   * that of the flat torus. Default: no column repeats.
   */
  readonly periods?: readonly number[];
}

/** Points made ready for searches. */
export interface KdTree {
  /**
   * The `count` nearest points of each query.
   *
   * Shapes: queries [queries, columns] flat → [queries, count].
   *
   * @param count - From 1 to the number of points; default 1.
   * @throws ShapeError or ArgumentError when an argument does not fit.
   */
  nearest(queries: ArrayLike<number>, count?: number): Neighbors;
}

/** A box is left out only when it is farther than this times the worst distance, so that rounding loses no neighbour. */
const safety = 1 + 1e-12;

/**
 * A k-d tree: exact nearest neighbours in O(log n) a query while columns are few (up to about ten), or the points lie
 * near a surface of few dimensions.
 *
 * Building takes O(n log n) and copies the points. Distances are summed column by column in float64, as a loop over all
 * points would; equal distances are ordered by index.
 *
 * Shapes: points [points, columns], flat.
 *
 * @throws ShapeError when the length does not fit; ArgumentError when a number is not finite (with its row and column)
 * or a period is not positive.
 *
 * Source: Friedman, Bentley, Finkel (1977), «An algorithm for finding best matches in logarithmic expected time»; Arya
 * and Mount (1993), «Algorithms for fast vector quantization», for the incremental distance to a box.
 *
 * ```ts
 * import { kdTree } from "@erlangen/numerics";
 *
 * const tree = kdTree([0, 0, 1, 0, 5, 5], { columns: 2 });
 * tree.nearest([0.9, 0.1, 4, 4]).indices; // => [1, 2]
 * kdTree([0.1, 0.5], { columns: 1, periods: [1] }).nearest([0.95]).indices; // => [0]
 * ```
 */
export function kdTree(points: ArrayLike<number>, { columns, periods }: KdTreeOptions): KdTree {
  const rows = requireRows("kdTree", "points", points, { columns, least: 1 });
  const wrap = periods === undefined ? undefined : requirePeriods(periods, columns);
  const layout = buildKdLayout(wrap === undefined ? points : wrapped(points, wrap), columns);
  return {
    nearest: (queries, count = 1) => {
      const where = "KdTree.nearest";
      const queryCount = requireRows(where, "queries", queries, { columns, least: 0 });
      requireInteger(where, "count", count, { least: 1, most: rows });
      const found = new NearestList(queryCount, count);
      const search = searcher(layout, found, wrap !== undefined && count > 1);
      const query = new Float64Array(columns);
      for (let q = 0; q < queryCount; q++) {
        for (let a = 0; a < columns; a++) query[a] = queries[q * columns + a];
        if (wrap === undefined) search(q, query);
        else searchImages(q, query, { search, layout, found, periods: wrap });
      }
      return found;
    },
  };
}

type Search = (q: number, query: Float64Array) => void;

/** A search that adds to the neighbours found so far; with `images` it may meet a point several times. */
function searcher(layout: KdLayout, found: NearestList, images: boolean): Search {
  const { columns, points, order, innerNodes, splitColumn, splitValue } = layout;
  const { lowest, highest } = layout;
  const rows = order.length;
  // How far the query lies outside the box of the node, by column.
  const outside = new Float64Array(columns);
  let query: Float64Array = outside;
  let q = 0;

  const visitLeaf = (low: number, high: number): void => {
    let worst = found.worst(q);
    for (let i = low, at = low * columns; i < high; i++, at += columns) {
      let sum = 0;
      for (let a = 0; a < columns; a++) {
        const difference = query[a] - points[at + a];
        sum += difference * difference;
      }
      if (sum > worst) continue;
      if (images) found.offerImage(q, order[i], sum);
      else found.offer(q, order[i], sum);
      worst = found.worst(q);
    }
  };

  const visit = (node: number, low: number, high: number, box: number): void => {
    if (node >= innerNodes) {
      visitLeaf(low, high);
      return;
    }
    const column = splitColumn[node];
    const middle = (low + high) >> 1;
    const beyond = query[column] - splitValue[node];
    if (beyond < 0) visit(2 * node + 1, low, middle, box);
    else visit(2 * node + 2, middle, high, box);
    const before = outside[column];
    const far = Math.max(before * before, beyond * beyond);
    const farBox = box - before * before + far;
    if (farBox > found.worst(q) * safety) return;
    outside[column] = Math.sqrt(far);
    if (beyond < 0) visit(2 * node + 2, middle, high, farBox);
    else visit(2 * node + 1, low, middle, farBox);
    outside[column] = before;
  };

  return (index, point) => {
    q = index;
    query = point;
    let box = 0;
    for (let a = 0; a < columns; a++) {
      outside[a] = Math.max(lowest[a] - query[a], query[a] - highest[a], 0);
      box += outside[a] * outside[a];
    }
    if (box <= found.worst(q) * safety) visit(0, 0, rows, box);
  };
}

/** Searches around the query and around those of its images that may be nearer. */
function searchImages(
  q: number,
  query: Float64Array,
  about: {
    readonly search: Search;
    readonly layout: KdLayout;
    readonly found: NearestList;
    readonly periods: readonly number[];
  },
): void {
  const { search, layout, found, periods } = about;
  const { lowest, highest, columns } = layout;
  const home = wrapped(query, periods);
  const image = home.slice();
  search(q, image);
  const place = (column: number, box: number, moved: boolean): void => {
    if (box > found.worst(q) * safety) return;
    if (column === columns) {
      if (moved) search(q, image);
      return;
    }
    const shifts = periods[column] === Infinity ? [0] : [0, -periods[column], periods[column]];
    for (const shift of shifts) {
      image[column] = home[column] + shift;
      const out = Math.max(lowest[column] - image[column], image[column] - highest[column], 0);
      place(column + 1, box + out * out, moved || shift !== 0);
    }
    image[column] = home[column];
  };
  place(0, 0, false);
}

/** Rows moved by whole periods into [0, period). */
function wrapped(values: ArrayLike<number>, periods: readonly number[]): Float64Array {
  return Float64Array.from({ length: values.length }, (_, i) => {
    const period = periods[i % periods.length];
    return period === Infinity ? values[i] : values[i] - period * Math.floor(values[i] / period);
  });
}

function requirePeriods(periods: readonly number[], columns: number): readonly number[] {
  if (periods.length !== columns) {
    throw new ShapeError(
      `kdTree: expected periods of shape [columns] = [${columns}], got ${periods.length} numbers`,
    );
  }
  const wrong = periods.findIndex((period) => !(period > 0));
  if (wrong >= 0) {
    throw new ArgumentError(
      `kdTree: expected positive periods, got ${periods[wrong]} for column ${wrong}`,
    );
  }
  return periods;
}
