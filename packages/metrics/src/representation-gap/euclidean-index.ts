import { kdTree, nearestNeighbors, type Neighbors } from "@erlangen/numerics";
import type { Engine } from "@erlangen/tensor";
import { engineIndex } from "./engine-neighbors.ts";

/** How nearest points are found. */
export interface SearchOptions {
  /**
   * Multiplies blocks of rows with more than 12 columns in float32; the pairs that may win are compared again in float64,
   * so that the result is the same. Default: plain float64 code.
   */
  readonly engine?: Engine;
  /** Length after which each column repeats, `Infinity` where it does not: a flat torus. Default: none repeats. */
  readonly periods?: readonly number[];
}

/** Points made ready for searches. */
export interface EuclideanIndex {
  nearest(queries: Float64Array, count: number): Promise<Neighbors>;
  dispose(): void;
}

/** Above, a k-d tree visits most of its leaves. */
const mostTreeColumns = 12;

/** Chooses between a k-d tree, products on an engine, and a loop over all pairs; all give the same neighbours. */
export function euclideanIndex(
  points: Float64Array,
  { columns, engine, periods }: SearchOptions & { readonly columns: number },
): EuclideanIndex {
  if (columns <= mostTreeColumns || periods !== undefined) {
    const tree = kdTree(points, { columns, ...(periods === undefined ? {} : { periods }) });
    return { nearest: async (queries, count) => tree.nearest(queries, count), dispose: () => {} };
  }
  if (engine !== undefined) return engineIndex(points, { columns, engine });
  return {
    nearest: async (queries, count) =>
      nearestNeighbors(points, queries, { columns, count, method: "pairs" }),
    dispose: () => {},
  };
}
