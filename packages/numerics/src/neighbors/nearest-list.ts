/** For each query its nearest points, nearest first; of equally near ones the one with the smaller index. */
export interface Neighbors {
  /** Index of the point, [queries, count]. */
  readonly indices: Int32Array;
  /** Σ_a (query_a - point_a)², [queries, count]. */
  readonly squaredDistances: Float64Array;
}

/**
 * The nearest points seen so far for each query, sorted; equal distances by index. For searches of one's own.
 *
 * ```ts
 * import { NearestList } from "@erlangen/numerics";
 *
 * const found = new NearestList(1, 2);
 * [5, 1, 3].forEach((distance, index) => found.offer(0, index, distance));
 * found.indices; // => [1, 2]
 * found.worst(0); // => 3
 * ```
 */
export class NearestList implements Neighbors {
  readonly count: number;
  readonly indices: Int32Array;
  readonly squaredDistances: Float64Array;

  constructor(queries: number, count: number) {
    this.count = count;
    this.indices = new Int32Array(queries * count).fill(-1);
    this.squaredDistances = new Float64Array(queries * count).fill(Infinity);
  }

  /** The squared distance of the farthest point kept for a query. */
  worst(query: number): number {
    return this.squaredDistances[query * this.count + this.count - 1];
  }

  /** Keeps a point if it is nearer than the farthest one, or as near with a smaller index; says whether. */
  offer(query: number, index: number, squaredDistance: number): boolean {
    const { count, indices, squaredDistances } = this;
    const first = query * count;
    let place = first + count - 1;
    if (!comesBefore(squaredDistance, index, squaredDistances[place], indices[place])) return false;
    while (
      place > first &&
      comesBefore(squaredDistance, index, squaredDistances[place - 1], indices[place - 1])
    ) {
      squaredDistances[place] = squaredDistances[place - 1];
      indices[place] = indices[place - 1];
      place--;
    }
    squaredDistances[place] = squaredDistance;
    indices[place] = index;
    return true;
  }

  /** The same for a point that may come several times, at different distances: only the nearest one is kept. */
  offerImage(query: number, index: number, squaredDistance: number): boolean {
    const { count, indices, squaredDistances } = this;
    const first = query * count;
    const end = first + count;
    let known = first;
    while (known < end && indices[known] !== index) known++;
    if (known < end) {
      if (squaredDistances[known] <= squaredDistance) return false;
      squaredDistances.copyWithin(known, known + 1, end);
      indices.copyWithin(known, known + 1, end);
      squaredDistances[end - 1] = Infinity;
      indices[end - 1] = -1;
    }
    return this.offer(query, index, squaredDistance);
  }
}

function comesBefore(a: number, indexA: number, b: number, indexB: number): boolean {
  return a < b || (a === b && indexA < indexB);
}
