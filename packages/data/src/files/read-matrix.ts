import { ArgumentError } from "@erlangen/numerics";
import type { ArrayRows } from "./array-rows.ts";
import { openArrayRows } from "./array-rows.ts";
import type { Floats } from "./row-blocks.ts";

/** How {@link readMatrix} reads. */
export interface ReadMatrixOptions {
  /** Most bytes that the numbers may take in memory, by default 2^32. */
  readonly maxBytes?: number | undefined;
  /** Whether NaN and infinities are let through; by default they are refused with row and column. */
  readonly allowNonFinite?: boolean | undefined;
}

/** A matrix in memory. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major `[rows, columns]`; single precision when the file holds half or single, else double. */
  readonly data: Floats;
}

/**
 * Reads a matrix from a file: `.npy`, `.npz` (`file.npz:name`, or the only array), `.csv`, `.tsv`.
 *
 * Axes behind the first count as columns; an array of one axis has one column.
 *
 * @throws FormatError with the byte offset of what is wrong in the file; ArgumentError when it cannot be read, is too
 * large, or holds a number that is not finite, with its row and column.
 */
export async function readMatrix(path: string, options: ReadMatrixOptions = {}): Promise<Matrix> {
  const { maxBytes = 2 ** 32, allowNonFinite } = options;
  const array = await openArrayRows(path, { allowNonFinite });
  const { rows, columns, dtype } = array;
  const isSingle = dtype === "float16" || dtype === "float32";
  const check = (count: number): void => {
    const bytes = count * columns * (isSingle ? 4 : 8);
    if (bytes <= maxBytes) return;
    throw new ArgumentError(
      `readMatrix: expected at most ${maxBytes} bytes of numbers in ${JSON.stringify(array.source)}, got ${bytes}; raise maxBytes, or read it in blocks by openArrayRows`,
    );
  };
  if (rows === undefined) return joinBlocks(array, check);
  check(rows);
  const size = rows * columns;
  const data = isSingle ? new Float32Array(size) : new Float64Array(size);
  let filled = 0;
  for await (const block of array) {
    data.set(block, filled);
    filled += block.length;
  }
  return { rows, columns, data };
}

async function joinBlocks(array: ArrayRows, check: (rows: number) => void): Promise<Matrix> {
  const { columns } = array;
  const blocks: Floats[] = [];
  let size = 0;
  for await (const block of array) {
    size += block.length;
    check(size / columns);
    blocks.push(block);
  }
  const data = new Float64Array(size);
  let filled = 0;
  for (const block of blocks) {
    data.set(block, filled);
    filled += block.length;
  }
  return { rows: size / columns, columns, data };
}
