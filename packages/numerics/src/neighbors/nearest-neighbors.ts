import { ArgumentError } from "../errors.ts";
import { requireInteger, show } from "../require.ts";
import { blockedNeighbors } from "./blocked-neighbors.ts";
import { kdTree } from "./k-d-tree.ts";
import type { Neighbors } from "./nearest-list.ts";
import { requireRows } from "./require-rows.ts";

/** What {@link nearestNeighbors} accepts. */
export interface NearestNeighborsOptions {
  /** Numbers in a row, ≥ 1. */
  readonly columns: number;
  /** How many neighbours of each query, from 1 to the number of points. Default 1. */
  readonly count?: number;
  /** `tree` or `pairs` (all of them). Default: `tree` up to 12 columns. Both give the same neighbours. */
  readonly method?: "tree" | "pairs";
}

/** Above, a k-d tree visits most of its leaves, and the loop over all pairs is faster. */
const mostTreeColumns = 12;

/**
 * The nearest points of each query, exactly.
 *
 * Shapes: points [points, columns], queries [queries, columns], flat → [queries, count].
 *
 * @throws ShapeError when a length does not fit; ArgumentError when a number is not finite (with its row and column) or
 * an option is out of range.
 *
 * ```ts
 * import { nearestNeighbors } from "@erlangen/numerics";
 *
 * const { indices, squaredDistances } = nearestNeighbors([0, 3, 10], [2, 8], { columns: 1, count: 2 });
 * indices; // => [1, 0, 2, 1]
 * squaredDistances; // => [1, 4, 4, 25]
 * ```
 */
export function nearestNeighbors(
  points: ArrayLike<number>,
  queries: ArrayLike<number>,
  { columns, count = 1, method }: NearestNeighborsOptions,
): Neighbors {
  const where = "nearestNeighbors";
  const rows = requireRows(where, "points", points, { columns, least: 1 });
  requireRows(where, "queries", queries, { columns, least: 0 });
  requireInteger(where, "count", count, { least: 1, most: rows });
  const chosen = method ?? (columns <= mostTreeColumns ? "tree" : "pairs");
  if (chosen === "tree") return kdTree(points, { columns }).nearest(queries, count);
  if (chosen === "pairs") return blockedNeighbors(points, queries, { columns, count });
  throw new ArgumentError(`${where}: expected method "tree" or "pairs", got ${show(chosen)}`);
}
