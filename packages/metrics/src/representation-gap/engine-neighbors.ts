import { NearestList, type Neighbors } from "@erlangen/numerics";
import { compile, matmul, max, reshape, tensor, type Engine, type Tensor } from "@erlangen/tensor";
import { candidateSearch } from "./candidate-groups.ts";
import { float32Blocks } from "./float32-blocks.ts";

/** Points whose scores come back from the engine as one number, their maximum. */
const groupSize = 16;
/** Queries and points of one product: large enough for full speed, small enough for the cache. */
const queryBlock = 1024;
const pointBlock = 4096;
/** Group maxima kept for one block of queries: 128 MiB. */
const mostMaxima = 2 ** 25;

/** Finds nearest points by products on an engine. */
export interface EngineIndex {
  nearest(queries: ArrayLike<number>, count: number): Promise<Neighbors>;
  dispose(): void;
}

/**
 * Nearest neighbours by comparing all pairs on an engine in float32, exact in float64.
 *
 * The nearest point of y is the one with the largest score yᵀz - ‖z‖²/2. The engine multiplies blocks and gives back the
 * largest score of each group of 16 points. A float32 product of D terms is off by at most (D + 4) 2⁻²⁴ (‖y‖‖z‖ + ‖z‖²/2);
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
  const width = block / groupSize;
  const step = Math.max(
    1,
    Math.min(queryBlock, Math.floor(mostMaxima / (transposed.length * width))),
  );
  return {
    nearest: async (queries, count) => {
      const total = queries.length / columns;
      const found = new NearestList(total, count);
      const size = Math.min(step, total);
      const candidates = candidateSearch(blocks, { count, width });
      /** Looks at some queries of a block whose products are there. */
      const look = ({ start, maxima }: Products, from: number, to: number): void => {
        for (let q = from; q < to; q++) {
          const norm = blocks.norm(queries, q);
          for (const group of candidates(maxima, q - start, norm)) {
            offerGroup(found, { points, queries, columns, q, group });
          }
        }
      };
      // While the engine multiplies one block, the host looks at the one before, a share during each product.
      let ready: Products = { start: 0, end: 0, maxima: [] };
      for (let start = 0; start < total; start += size) {
        const end = Math.min(total, start + size);
        const y = tensor(blocks.queries(queries, { start, end, size }), [size, columns + 1]);
        const maxima: ArrayLike<number>[] = [];
        const share = Math.ceil((ready.end - ready.start) / transposed.length);
        for (const [b, z] of transposed.entries()) {
          const running = products(y, z);
          const from = ready.start + b * share;
          look(ready, from, Math.min(ready.end, from + share));
          maxima.push((await running).data);
        }
        ready = { start, end, maxima };
      }
      look(ready, ready.start, ready.end);
      return found;
    },
    dispose: () => products.dispose(),
  };
}

/** The maxima of the queries [start, end), one array [size, groups of the block] for each block of points. */
interface Products {
  readonly start: number;
  readonly end: number;
  readonly maxima: readonly ArrayLike<number>[];
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
