import { ArgumentError } from "@erlangen/numerics";
import { numericDtypes } from "../formats/arrays/numeric-array.ts";
import type { NumericDtype } from "../formats/arrays/numeric-array.ts";
import { readCsvBlocks } from "../formats/csv/read.ts";
import type { ArrayPath } from "./array-path.ts";
import { parseArrayPath } from "./array-path.ts";
import { streamFile, withFile } from "./file-ranges.ts";
import { readBytes } from "./read-bytes.ts";
import type { Floats } from "./row-blocks.ts";
import { storedBlocks } from "./row-blocks.ts";
import { findArray } from "./stored-array.ts";

/** How {@link openArrayRows} reads. */
export interface ArrayRowsOptions {
  /** Rows of a block, at least 1; by default as many as fit 16 MiB. The last block may be shorter. */
  readonly blockRows?: number | undefined;
  /** Whether NaN and infinities are let through; by default they are refused with row and column. */
  readonly allowNonFinite?: boolean | undefined;
}

/** The rows of an array in a file, block by block; each iteration reads the file anew. */
export interface ArrayRows extends AsyncIterable<Floats> {
  /** Path, with the name inside an archive. */
  readonly source: string;
  /** The extent of the first axis; a table of text tells its rows only at its end. */
  readonly rows: number | undefined;
  /** The product of the other extents. */
  readonly columns: number;
  /** All extents; `undefined` for a table of text. */
  readonly shape: readonly number[] | undefined;
  readonly dtype: NumericDtype;
}

const usualBlockBytes = 2 ** 24;
const mostRowBytes = 2 ** 28;

/**
 * Opens an array that may be larger than memory: `.npy`, `.npz` (`file.npz:name`), `.csv`.
 *
 * Axes behind the first count as columns; an array of one axis has one column. Blocks are row-major
 * `[blockRows, columns]`, Float32Array for half and single, else Float64Array. Memory stays within a few blocks,
 * except for a column-major array in an archive, which is held whole.
 *
 * @throws FormatError with the byte offset of what is wrong in the file; ArgumentError when it cannot be read, or,
 * while iterating, for a number that is not finite, with its row and column.
 *
 * ```ts
 * import { encodeNpy } from "@erlangen/data";
 * import { openArrayRows, writeFileAtomically } from "@erlangen/data/files";
 * import { tmpdir } from "node:os";
 *
 * const path = `${tmpdir()}/erlangen-rows-${process.pid}.npy`;
 * const data = Float32Array.of(1, 2, 3, 4, 5, 6);
 * await writeFileAtomically(path, encodeNpy({ dtype: "float32", shape: [3, 2], data }));
 * const array = await openArrayRows(path, { blockRows: 2 });
 * const sums = [];
 * for await (const block of array) sums.push(block[0] + block[block.length - 1]);
 * sums; // => [5, 11]
 * ```
 */
export async function openArrayRows(
  path: string,
  options: ArrayRowsOptions = {},
): Promise<ArrayRows> {
  const { blockRows, allowNonFinite = false } = options;
  if (blockRows !== undefined && (!Number.isSafeInteger(blockRows) || blockRows < 1)) {
    throw new ArgumentError(
      `openArrayRows: expected blockRows to be a positive integer, got ${blockRows}`,
    );
  }
  const place = parseArrayPath("openArrayRows", path);
  const array =
    place.format === "csv" ? await openText(place, blockRows) : await openNpy(place, blockRows);
  if (allowNonFinite) return array;
  return { ...array, [Symbol.asyncIterator]: () => finiteBlocks(array) };
}

async function openNpy(place: ArrayPath, wanted: number | undefined): Promise<ArrayRows> {
  const array = await withFile(place.path, (file) => findArray("openArrayRows", place, file));
  const { source, header } = array;
  const { shape, dtype } = header;
  if (shape.length === 0 || shape.includes(0)) {
    throw new ArgumentError(
      `openArrayRows: expected rows of numbers in ${JSON.stringify(source)}, got an array of shape [${shape.join(", ")}]`,
    );
  }
  const columns = shape.slice(1).reduce((product, extent) => product * extent, 1);
  const rowBytes = columns * numericDtypes[dtype].size;
  if (rowBytes > mostRowBytes) {
    throw new ArgumentError(
      `openArrayRows: expected rows of at most ${mostRowBytes} bytes in ${JSON.stringify(source)}, got ${rowBytes}; is it transposed?`,
    );
  }
  const blockRows = wanted ?? Math.max(1, Math.floor(usualBlockBytes / rowBytes));
  const cut = { rows: shape[0], columns, blockRows };
  return {
    source,
    rows: shape[0],
    columns,
    shape,
    dtype,
    [Symbol.asyncIterator]: () => streamFile(place.path, (file) => storedBlocks(array, file, cut)),
  };
}

async function openText({ path }: ArrayPath, wanted: number | undefined): Promise<ArrayRows> {
  const options = { source: path };
  let columns = 0;
  for await (const first of readCsvBlocks(readBytes(path), 1, options)) {
    ({ columns } = first);
    break;
  }
  const blockRows = wanted ?? Math.max(1, Math.floor(usualBlockBytes / (8 * columns)));
  async function* blocks(): AsyncGenerator<Floats, void, undefined> {
    for await (const { data } of readCsvBlocks(readBytes(path), blockRows, options)) {
      yield data as Floats;
    }
  }
  return {
    source: path,
    rows: undefined,
    columns,
    shape: undefined,
    dtype: "float64",
    [Symbol.asyncIterator]: blocks,
  };
}

async function* finiteBlocks(array: ArrayRows): AsyncGenerator<Floats, void, undefined> {
  let row = 0;
  for await (const block of array) {
    for (let i = 0; i < block.length; i++) {
      if (Number.isFinite(block[i])) continue;
      const [at, column] = [row + Math.floor(i / array.columns), i % array.columns];
      throw new ArgumentError(
        `openArrayRows: expected finite numbers in ${JSON.stringify(array.source)}, got ${block[i]} in row ${at}, column ${column} (counted from 0)`,
      );
    }
    row += block.length / array.columns;
    yield block;
  }
}
