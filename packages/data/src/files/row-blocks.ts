import { FormatError } from "@erlangen/numerics";
import { decodeElements } from "../formats/arrays/elements.ts";
import type { NumericArray } from "../formats/arrays/numeric-array.ts";
import { numericDtypes } from "../formats/arrays/numeric-array.ts";
import type { OpenFile } from "./file-ranges.ts";
import type { StoredArray } from "./stored-array.ts";
import { npyBytes } from "./stored-array.ts";

/** Numbers in the precision that holds them: half and single stay single, all others become double. */
export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** How an array is cut: `rows` by `columns` numbers, in blocks of `blockRows`. */
export interface RowCut {
  readonly rows: number;
  readonly columns: number;
  readonly blockRows: number;
}

/**
 * The numbers of a stored array, block by block in row-major order.
 *
 * @yields The blocks in order.
 */
export async function* storedBlocks(
  array: StoredArray,
  file: OpenFile,
  cut: RowCut,
): AsyncGenerator<Floats, void, undefined> {
  if (!isColumnMajor(array, cut)) yield* streamedBlocks(array, file, cut);
  else if (array.packed === undefined) yield* gatheredBlocks(array, file, cut);
  else yield* heldBlocks(array, file, cut);
}

function isColumnMajor({ header }: StoredArray, { rows, columns }: RowCut): boolean {
  return header.fortranOrder && rows > 1 && columns > 1;
}

/**
 * Rows stand one after another.
 *
 * @yields The blocks in order.
 */
async function* streamedBlocks(
  array: StoredArray,
  file: OpenFile,
  { rows, columns, blockRows }: RowCut,
): AsyncGenerator<Floats, void, undefined> {
  const { dtype, bigEndian, dataStart } = array.header;
  const rowBytes = columns * numericDtypes[dtype].size;
  let skip = dataStart;
  let row = 0;
  let block = new Uint8Array(Math.min(blockRows, rows) * rowBytes);
  let filled = 0;
  for await (const chunk of npyBytes(array, file)) {
    let start = Math.min(skip, chunk.length);
    skip -= start;
    while (start < chunk.length) {
      const taken = chunk.subarray(start, start + block.length - filled);
      block.set(taken, filled);
      filled += taken.length;
      start += taken.length;
      if (filled < block.length) continue;
      const shape = [filled / rowBytes, columns];
      const decoded = decodeElements(block, { dtype, shape, bigEndian, fortranOrder: false });
      yield toFloats(decoded, array, row * columns);
      row += shape[0];
      filled = 0;
      block = new Uint8Array(Math.min(blockRows, rows - row) * rowBytes);
    }
  }
}

/**
 * Columns stand one after another: a piece of each is read for a block.
 *
 * @yields The blocks in order.
 */
async function* gatheredBlocks(
  array: StoredArray,
  file: OpenFile,
  { rows, columns, blockRows }: RowCut,
): AsyncGenerator<Floats, void, undefined> {
  const { dtype, bigEndian, dataStart, shape } = array.header;
  const { size } = numericDtypes[dtype];
  for (let row = 0; row < rows; row += blockRows) {
    const count = Math.min(blockRows, rows - row);
    const bytes = new Uint8Array(count * columns * size);
    for (let column = 0; column < columns; column++) {
      const start = dataStart + (column * rows + row) * size;
      bytes.set(await file.read(start, start + count * size), column * count * size);
    }
    const layout = { dtype, shape: [count, ...shape.slice(1)], bigEndian, fortranOrder: true };
    yield toFloats(decodeElements(bytes, layout), array, row * columns);
  }
}

/**
 * A column-major array that is packed must be held whole.
 *
 * @yields The blocks in order.
 */
async function* heldBlocks(
  array: StoredArray,
  file: OpenFile,
  { rows, columns, blockRows }: RowCut,
): AsyncGenerator<Floats, void, undefined> {
  const { dataStart, dataBytes } = array.header;
  const bytes = new Uint8Array(dataStart + dataBytes);
  let filled = 0;
  for await (const chunk of npyBytes(array, file)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  const whole = toFloats(decodeElements(bytes.subarray(dataStart), array.header), array, 0);
  for (let row = 0; row < rows; row += blockRows) {
    yield whole.slice(row * columns, (row + blockRows) * columns);
  }
}

/** The numbers as floats; `first` is the index of the first in its array. */
function toFloats(
  { data }: NumericArray,
  { source, header }: Pick<StoredArray, "source" | "header">,
  first: number,
): Floats {
  if (data instanceof Float32Array || data instanceof Float64Array) return data as Floats;
  const floats = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    floats[i] = Number(data[i]);
    if (Math.abs(floats[i]) <= Number.MAX_SAFE_INTEGER) continue;
    throw new FormatError(`expected integers up to 2^53, got ${data[i]}`, {
      source,
      byteOffset: header.dataStart + 8 * (first + i),
    });
  }
  return floats;
}
