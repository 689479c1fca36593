import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { perform } from "../assembler/wasm-module.ts";
import { element, portionOf } from "./blocked-product.ts";
import type { ConvGeometry } from "./conv-geometry.ts";
import type { ConvLibrary } from "./conv-library.ts";
import { tileBytes, tileColumns, tileRows } from "./tile-kernel.ts";

/** Positions whose tables are written at once. */
export const blockPositions = 1024;

/** Output channels whose weights are packed at once. */
const blockChannels = 64;

/** Channels per group below which a convolution goes straight from the places. */
const fewChannels = 4;

/** Where the parts of the scratch memory begin, in bytes. */
export interface ConvScratch {
  readonly spare: number;
  readonly taps: number;
  readonly windows: number;
  readonly results: number;
  readonly packedWeights: number;
  readonly packedWindows: number;
  /** The copy of the samples is at the end. */
  readonly places: number;
}

/** Divides the scratch memory. */
export function convScratch({ depth, channelsOut }: ConvGeometry): ConvScratch {
  const table = 4 * (blockPositions + tileColumns);
  const rows = Math.ceil(Math.min(channelsOut, blockChannels) / tileRows) * tileRows;
  const taps = tileBytes;
  const windows = taps + 16 * Math.ceil(depth / 4);
  const results = windows + table;
  const packedWeights = results + table;
  const packedWindows = packedWeights + 4 * rows * portionOf(depth);
  const places = packedWindows + 4 * tileColumns * portionOf(depth);
  return { spare: 0, taps, windows, results, packedWeights, packedWindows, places };
}

/** Addresses of one block: see {@link convolveBlock}. */
export interface ConvBlock {
  /** First place of the first image that is laid out. */
  readonly places: Value<"i32">;
  /** Weights of the group [channels_out, depth]. */
  readonly weights: Value<"i32">;
  /** First output channel of the group in the first image. */
  readonly target: Value<"i32">;
  readonly scratch: Local<"i32">;
  /** Number of positions in the tables. */
  readonly count: Local<"i32">;
}

/** All output channels of one group at the positions of the tables: a product of weights with windows. */
export function convolveBlock(
  f: FunctionBuilder,
  geometry: ConvGeometry,
  library: ConvLibrary,
  { places, weights, target, scratch, count }: ConvBlock,
): void {
  const { depth, channelsOut, positions } = geometry;
  const parts = convScratch(geometry);
  const part = (offset: number): Local<"i32"> => f.let(i32.add(scratch, offset));
  const [packedWeights, packedWindows] = [part(parts.packedWeights), part(parts.packedWindows)];
  const portion = portionOf(depth);
  f.for({ to: channelsOut, step: blockChannels }, (channel) => {
    const rows = f.let(least(f, i32.sub(channelsOut, channel), blockChannels));
    const rowTarget = f.let(element(target, [channel, positions]));
    f.for({ to: depth, step: portion }, (p) => {
      const steps = f.let(least(f, i32.sub(depth, p), portion));
      const source = f.let(element(weights, [channel, depth], [p, 1]));
      const taps = f.let(element(i32.add(scratch, parts.taps), [p, 1]));
      f.do(perform(library.packRows, source, 4 * depth, 4, rows, steps, packedWeights));
      const windows = part(parts.windows);
      const results = part(parts.results);
      f.for(
        {
          to: count,
          step: tileColumns,
          advance: [
            [windows, 4 * tileColumns],
            [results, 4 * tileColumns],
          ],
        },
        (first) => {
          const columns = f.let(least(f, i32.sub(count, first), tileColumns));
          const isPlain = f.let(i32.and(i32.eq(columns, tileColumns), inOneRun(results)));
          const product = (): void => {
            f.do(perform(library.packWindows, places, windows, taps, steps, packedWindows));
            const panel = { packedWeights, packedWindows, rowTarget, rows, columns, steps, p };
            f.if(
              isPlain,
              () => plainTile(f, geometry, library, { ...panel, results, scratch }),
              () => brokenTile(f, geometry, library, { ...panel, results, scratch }),
            );
          };
          if (channelsOut >= fewChannels || portion < depth) product();
          else {
            f.if(
              i32.and(isPlain, inOneRun(windows)),
              () => {
                const begin = f.let(i32.add(places, load.i32(windows)));
                const to = f.let(i32.add(rowTarget, load.i32(results)));
                for (let row = 0; row < channelsOut; row++) {
                  const weightRow = i32.add(source, 4 * depth * row);
                  const out = i32.add(to, 4 * positions * row);
                  f.do(perform(library.dot, weightRow, begin, taps, depth, out));
                }
              },
              product,
            );
          }
        },
      );
    });
  });
}

/** Whether eight positions, none of them repeated, are neighbours: distances only grow from one to the next. */
function inOneRun(table: Value<"i32">): Value<"i32"> {
  const last = 4 * (tileColumns - 1);
  return i32.eq(i32.sub(load.i32(table, last), load.i32(table)), last);
}

interface TileJob {
  readonly packedWeights: Value<"i32">;
  readonly packedWindows: Value<"i32">;
  readonly rowTarget: Value<"i32">;
  readonly results: Value<"i32">;
  readonly rows: Value<"i32">;
  readonly columns: Value<"i32">;
  readonly steps: Value<"i32">;
  readonly p: Value<"i32">;
  readonly scratch: Value<"i32">;
}

/** The results of the tile are neighbours. */
function plainTile(
  f: FunctionBuilder,
  { positions }: ConvGeometry,
  library: ConvLibrary,
  job: TileJob,
): void {
  f.do(
    perform(
      library.panels,
      job.packedWeights,
      job.packedWindows,
      i32.add(job.rowTarget, load.i32(job.results)),
      4 * positions,
      job.rows,
      job.columns,
      job.steps,
      job.p,
      job.scratch,
    ),
  );
}

/** The results of the tile go to two images, or there are fewer than eight. */
function brokenTile(
  f: FunctionBuilder,
  { positions }: ConvGeometry,
  library: ConvLibrary,
  job: TileJob,
): void {
  const target = f.let(job.rowTarget);
  const panel = f.let(job.packedWeights);
  const nextPanel = f.let(i32.mul(job.steps, 4 * tileRows));
  f.for(
    {
      to: job.rows,
      step: tileRows,
      advance: [
        [panel, nextPanel],
        [target, 4 * tileRows * positions],
      ],
    },
    (row) => {
      f.do(
        perform(library.tile, panel, job.packedWindows, job.scratch, 4 * tileColumns, job.steps, 0),
      );
      const rows = least(f, i32.sub(job.rows, row), tileRows);
      f.do(
        perform(
          library.scatter,
          job.scratch,
          target,
          4 * positions,
          rows,
          job.results,
          job.columns,
          job.p,
        ),
      );
    },
  );
}

function least(f: FunctionBuilder, value: Value<"i32">, bound: number): Value<"i32"> {
  const kept = f.let(value);
  return select(kept, i32.constant(bound), i32.ltS(kept, bound));
}
