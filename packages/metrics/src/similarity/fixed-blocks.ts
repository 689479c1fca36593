import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { FeatureStream } from "./stream-moments.ts";

/**
 * Cuts a stream into blocks of `blockRows` rows, the last one shorter, and checks its numbers.
 *
 * @yields Copies in float64, which the taker may change.
 */
export async function* fixedBlocks(
  name: string,
  { columns, blocks }: FeatureStream,
  blockRows: number,
): AsyncGenerator<Float64Array, void, undefined> {
  if (!Number.isSafeInteger(columns) || columns < 1) {
    throw new ArgumentError(
      `streamMoments: expected ${name}.columns to be an integer >= 1, got ${columns}`,
    );
  }
  let held = new Float64Array(blockRows * columns);
  let filled = 0;
  let row = 0;
  for await (const block of blocks) {
    if (block.length % columns !== 0) {
      throw new ShapeError(
        `streamMoments: expected blocks of ${name} with whole rows of ${columns} numbers, got ${block.length}`,
      );
    }
    const odd = firstOdd(block);
    if (odd >= 0) {
      throw new ArgumentError(
        `streamMoments: expected ${name} to hold finite numbers, got ${block[odd]} in row ${row + Math.floor(odd / columns)}, column ${odd % columns}`,
      );
    }
    row += block.length / columns;
    for (let start = 0; start < block.length;) {
      const taken = block.subarray(start, start + held.length - filled);
      held.set(taken, filled);
      filled += taken.length;
      start += taken.length;
      if (filled < held.length) continue;
      yield held;
      held = new Float64Array(blockRows * columns);
      filled = 0;
    }
  }
  if (filled > 0) yield held.slice(0, filled);
}

/** Index of the first number that is not finite, or -1. */
function firstOdd(block: Float32Array | Float64Array): number {
  for (let i = 0; i < block.length; i++) if (!Number.isFinite(block[i])) return i;
  return -1;
}
