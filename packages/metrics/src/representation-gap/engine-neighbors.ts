import { NearestList, type Neighbors } from "@erlangen/numerics";
import { compile, matmul, max, reshape, tensor, type Engine, type Tensor } from "@erlangen/tensor";
import { float32Blocks, type Float32Blocks } from "./float32-blocks.ts";

/** Points whose scores come back from the engine as one number, their maximum. */
const groupSize = 32;
/** Queries and points of one product: large enough for full speed, small enough for the cache. */
const queryBlock = 1024;
const pointBlock = 4096;
/** Group maxima kept for one block of queries: 128 MiB. */
const mostMaxima = 2 ** 25;
/** Half the distance of neighbouring float32 numbers at 1, and the smallest one with full precision. */
const unitRoundoff = 2 ** -24;
const underflow = 2 ** -126;
/** A query this far from points of norm at most 1 is compared with all of them. */
const farAway = 1e15;

/** Finds nearest points by products on an engine. */
export interface EngineIndex {
  nearest(queries: ArrayLike<number>, count: number): Promise<Neighbors>;
  dispose(): void;
}

/**
 * Nearest neighbours by comparing all pairs on an engine in float32, exact in float64.
 *
 * The nearest point of y is the one with the largest score yᵀz - ‖z‖²/2. The engine multiplies blocks and gives back the
 * largest score of each group of 32 points. A float32 product of D terms is off by at most (D + 4) 2⁻²⁴ (‖y‖‖z‖ + ‖z‖²/2);
 * every group that may hold a neighbour within that bound is searched again in float64, as Σ (y - z)². The result is that
 * of the loop over all pairs, ties included.
 *
 * Numerics: the bound holds for engines that multiply in IEEE float32, not for those that round factors to fewer bits.
 *
 * Source: Higham (2002), «Accuracy and stability of numerical algorithms», section 3.1, for the bound.
 */
export function engineIndex(
  points: ArrayLike<number>,
  { columns, engine }: { readonly columns: number; readonly engine: Engine },
): EngineIndex {
  const rows = points.length / columns;
  const block = Math.min(pointBlock, Math.ceil(rows / groupSize) * groupSize);
  const blocks = float32Blocks(points, { columns, block, groupSize });
  const products = compile(
    (y: Tensor, z: Tensor): Tensor =>
      max(reshape(matmul(y, z), [y.shape[0], z.shape[1] / groupSize, groupSize]), [2]),
    { engine },
  );
  const transposed = blocks.values.map((values) => tensor(values, [columns + 1, block]));
  const width = (transposed.length * block) / groupSize;
  const step = Math.max(1, Math.min(queryBlock, Math.floor(mostMaxima / width)));
  return {
    nearest: async (queries, count) => {
      const total = queries.length / columns;
      const found = new NearestList(total, count);
      const size = Math.min(step, total);
      for (let start = 0; start < total; start += size) {
        const end = Math.min(total, start + size);
        const rowsOfBlock = blocks.queries(queries, { start, end, size });
        const y = tensor(rowsOfBlock, [size, columns + 1]);
        const maxima: ArrayLike<number>[] = [];
        for (const z of transposed) maxima.push((await products(y, z)).data);
        for (let q = start; q < end; q++) {
          const scores = groupScores(maxima, { row: q - start, width: block / groupSize });
          const candidates = candidateGroups(scores, blocks, {
            norm: blocks.norm(queries, q),
            count,
          });
          for (const group of candidates) offerGroup(found, { points, queries, columns, q, group });
        }
      }
      return found;
    },
    dispose: () => products.dispose(),
  };
}

/** The maxima of one query over all groups. */
function groupScores(
  maxima: readonly ArrayLike<number>[],
  { row, width }: { readonly row: number; readonly width: number },
): Float64Array {
  const scores = new Float64Array(maxima.length * width);
  maxima.forEach((block, b) => {
    for (let g = 0; g < width; g++) scores[b * width + g] = block[row * width + g];
  });
  return scores;
}

/**
 * The groups that may hold one of the `count` nearest points.
 *
 * A group with the maximum s and the error bound e holds a score in [s - e, s + e]. The count-th largest s - e is reached
 * by `count` points at least, so that groups with a smaller s + e hold none of the nearest.
 */
function candidateGroups(
  scores: Float64Array,
  blocks: Float32Blocks,
  { norm, count }: { readonly norm: number; readonly count: number },
): number[] {
  const { groupNorms } = blocks;
  const terms = blocks.columns + 4;
  const errorOf = (group: number): number =>
    terms * (unitRoundoff * (norm * groupNorms[group] + groupNorms[group] ** 2 / 2) + underflow);
  const certain = new Float64Array(count).fill(-Infinity);
  const certainGroups = norm < farAway ? groupNorms.length : 0;
  for (let group = 0; group < certainGroups; group++) {
    const least = scores[group] - errorOf(group);
    if (!(least > certain[count - 1])) continue;
    let place = count - 1;
    while (place > 0 && certain[place - 1] < least) {
      certain[place] = certain[place - 1];
      place--;
    }
    certain[place] = least;
  }
  const candidates: number[] = [];
  for (let group = 0; group < groupNorms.length; group++) {
    if (scores[group] + errorOf(group) < certain[count - 1]) continue;
    candidates.push(group);
  }
  return candidates.toSorted((a, b) => scores[b] - scores[a]);
}

/** Columns that are added before the sum is looked at. */
const stretch = 16;

function offerGroup(
  found: NearestList,
  pair: {
    readonly points: ArrayLike<number>;
    readonly queries: ArrayLike<number>;
    readonly columns: number;
    readonly q: number;
    readonly group: number;
  },
): void {
  const { points, queries, columns, q, group } = pair;
  const end = Math.min(points.length / columns, (group + 1) * groupSize);
  let worst = found.worst(q);
  for (let i = group * groupSize; i < end; i++) {
    let sum = 0;
    for (let from = 0; from < columns && sum <= worst; from += stretch) {
      const to = Math.min(columns, from + stretch);
      for (let a = from; a < to; a++) {
        const difference = queries[q * columns + a] - points[i * columns + a];
        sum += difference * difference;
      }
    }
    if (sum > worst) continue;
    found.offer(q, i, sum);
    worst = found.worst(q);
  }
}
