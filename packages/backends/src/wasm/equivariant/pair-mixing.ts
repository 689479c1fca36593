import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";
import { shifted, type BlockPlace } from "./block-place.ts";
import { horizontalSum, type ChunkWidth } from "./stream-slot.ts";

/**
 * The part of a mixing path behind its pairs: out[k, w] = Σ_p pairs[k, p] weight[p, w], for the row at hand.
 *
 * Channels of all blocks are neighbours.
 */
export interface PairMixing {
  readonly pairs: BlockPlace;
  readonly pairCount: number;
  readonly weight: BlockPlace;
  readonly output: BlockPlace;
  readonly outputChannels: number;
  readonly dim: number;
  /** The target gets the values; otherwise they are added. Pairs are always set. */
  readonly assign: boolean;
}

/** out[k, w] = Σ_p pairs[k, p] weight[p, w] */
export function writeMixedOutput(f: FunctionBuilder, mixing: PairMixing): void {
  const { pairs, pairCount, weight, output, outputChannels, dim, assign } = mixing;
  const tile = (first: number, rows: number, vectors: number, width: ChunkWidth): Chunks => ({
    step: width * vectors,
    write: (column) => {
      const chunkLoad = width === 4 ? load.v128 : load.zero32;
      const out = f.let(i32.add(output.address, column));
      const sums = grid(rows, vectors, (k, v) =>
        f.let(
          assign
            ? f32x4.constant(0)
            : chunkLoad(out, output.offset + (first + k) * output.component + 16 * v),
        ),
      );
      const pair = f.let(pairs.address);
      const weights = f.let(i32.add(weight.address, column));
      f.for(
        {
          to: pairCount,
          advance: [
            [pair, 4],
            [weights, 4 * outputChannels],
          ],
        },
        () => {
          const loaded = Array.from({ length: vectors }, (_, v) =>
            f.let(chunkLoad(weights, weight.offset + 16 * v)),
          );
          for (let k = 0; k < rows; k++) {
            const scale = f.let(load.splat32(pair, pairs.offset + (first + k) * pairs.component));
            loaded.forEach((w, v) => f.set(sums[k][v], f.mulAdd(scale, w, sums[k][v])));
          }
        },
      );
      for (let k = 0; k < rows; k++) {
        for (let v = 0; v < vectors; v++) {
          const offset = output.offset + (first + k) * output.component + 16 * v;
          if (width === 4) f.do(store.v128(out, sums[k][v], offset));
          else f.do(store.lane32({ address: out, offset }, sums[k][v], 0));
        }
      }
    },
  });
  for (let first = 0; first < dim; first += 4) {
    const rows = Math.min(4, dim - first);
    const vectors = rows === 1 ? 4 : 2;
    overChunks(f, outputChannels, [
      tile(first, rows, vectors, 4),
      tile(first, rows, 1, 4),
      tile(first, rows, 1, 1),
    ]);
  }
}

/** weight[p, w] += Σ_k pairs[k, p] out[k, w] */
export function writeMixedWeight(f: FunctionBuilder, mixing: PairMixing): void {
  const { pairs, pairCount, weight, output, outputChannels, dim, assign } = mixing;
  f.scope(() => {
    const pair = f.let(pairs.address);
    const row = f.let(weight.address);
    const scales = Array.from({ length: dim }, () => f.local("v128"));
    f.for(
      {
        to: pairCount,
        advance: [
          [pair, 4],
          [row, 4 * outputChannels],
        ],
      },
      () => {
        scales.forEach((scale, k) =>
          f.set(scale, load.splat32(pair, pairs.offset + k * pairs.component)),
        );
        const chunk = (width: ChunkWidth): Chunks => ({
          step: width,
          write: (column) => {
            const chunkLoad = width === 4 ? load.v128 : load.zero32;
            const out = f.let(i32.add(output.address, column));
            const to = f.let(i32.add(row, column));
            let sum = assign ? undefined : chunkLoad(to, weight.offset);
            scales.forEach((scale, k) => {
              const value = chunkLoad(out, output.offset + k * output.component);
              sum = sum === undefined ? f32x4.mul(scale, value) : f.mulAdd(scale, value, sum);
            });
            const result = f.let(sum ?? f32x4.constant(0));
            if (width === 4) f.do(store.v128(to, result, weight.offset));
            else f.do(store.lane32({ address: to, offset: weight.offset }, result, 0));
          },
        });
        overChunks(f, outputChannels, [chunk(4), chunk(1)]);
      },
    );
  });
}

/** pairs[k, p] = Σ_w out[k, w] weight[p, w] */
export function writeMixedPairs(f: FunctionBuilder, mixing: PairMixing): void {
  const { pairs, pairCount, weight, output, outputChannels, dim } = mixing;
  const block = (count: ChunkWidth, k: number): Chunks => ({
    step: count,
    write: (column) => {
      const to = f.let(i32.add(pairs.address, column));
      const sums = Array.from({ length: count }, () => f.let(f32x4.constant(0)));
      const rows = f.let(shifted(weight.address, i32.mul(column, outputChannels)));
      const chunk = (width: ChunkWidth): Chunks => ({
        step: width,
        write: (w) => {
          const chunkLoad = width === 4 ? load.v128 : load.zero32;
          const value = f.let(
            chunkLoad(i32.add(output.address, w), output.offset + k * output.component),
          );
          const from = f.let(i32.add(rows, w));
          sums.forEach((sum, p) => {
            const weights = chunkLoad(from, weight.offset + 4 * p * outputChannels);
            f.set(sum, f.mulAdd(weights, value, sum));
          });
        },
      });
      overChunks(f, outputChannels, [chunk(4), chunk(1)]);
      sums.forEach((sum, p) =>
        f.do(store.f32(to, horizontalSum(sum), pairs.offset + k * pairs.component + 4 * p)),
      );
    },
  });
  for (let k = 0; k < dim; k++) overChunks(f, pairCount, [block(4, k), block(1, k)]);
}

/** Code for `step` neighbouring channels from the one at `column`, in bytes. */
interface Chunks {
  readonly step: number;
  readonly write: (column: Local<"i32">) => void;
}

/** Covers so many channels by chunks, the largest first. */
function overChunks(f: FunctionBuilder, channels: number, sizes: readonly Chunks[]): void {
  let done = 0;
  for (const { step, write } of sizes) {
    const end = channels - ((channels - done) % step);
    if (end > done) {
      f.scope(() => f.for({ from: 4 * done, to: 4 * end, step: 4 * step }, write));
    }
    done = end;
  }
}

function grid<T>(rows: number, columns: number, make: (row: number, column: number) => T): T[][] {
  const columnsOf = (row: number): T[] =>
    Array.from({ length: columns }, (_, column) => make(row, column));
  return Array.from({ length: rows }, (_, row) => columnsOf(row));
}
