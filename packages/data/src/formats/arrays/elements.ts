import { narrowToHalves, widenHalves } from "./half.ts";
import type { NumericArray, NumericDtype } from "./numeric-array.ts";
import { numericDtypes, sizeOf } from "./numeric-array.ts";

/** How the numbers of an array stand in a file. */
export interface Layout {
  readonly dtype: NumericDtype;
  readonly shape: readonly number[];
  /** Whether the last byte of a number is the least significant one. */
  readonly bigEndian: boolean;
  /** Whether the first axis moves fastest. */
  readonly fortranOrder: boolean;
}

const machineIsBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** The array of exactly the bytes of `layout`, copied. */
export function decodeElements(bytes: Uint8Array, layout: Layout): NumericArray {
  const { dtype, shape } = layout;
  const { size, over } = numericDtypes[dtype];
  // A copy of its own buffer; `slice` would not copy a Node Buffer.
  const copy = new Uint8Array(bytes);
  if (layout.bigEndian !== machineIsBigEndian) swapBytes(copy, size);
  const stored = over(copy.buffer);
  const values = dtype === "float16" ? widenHalves(stored as Uint16Array) : stored;
  const data = layout.fortranOrder ? toRowMajor(values, shape) : values;
  return { dtype, shape, data } as NumericArray;
}

/** The bytes of an array, row-major, least significant byte first. */
export function encodeElements(array: NumericArray): Uint8Array<ArrayBuffer> {
  const data = array.dtype === "float16" ? narrowToHalves(array.data) : array.data;
  const bytes = new Uint8Array(data.byteLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (machineIsBigEndian) swapBytes(bytes, numericDtypes[array.dtype].size);
  return bytes;
}

/** Reverses the bytes of each number, in place. */
function swapBytes(bytes: Uint8Array, size: number): void {
  if (size === 1) return;
  for (let start = 0; start < bytes.length; start += size) {
    bytes.subarray(start, start + size).reverse();
  }
}

/** Column-major to row-major: in the order of the file, entry i stands at the index whose digits are reversed. */
function toRowMajor(values: NumericArray["data"], shape: readonly number[]): NumericArray["data"] {
  if (shape.filter((extent) => extent !== 1).length < 2 || values.length === 0) return values;
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const turned = values.slice();
  const index = shape.map(() => 0);
  let target = 0;
  for (let i = 0; i < values.length; i++) {
    turned[target] = values[i];
    let axis = 0;
    for (; axis < shape.length; axis++) {
      target += strides[axis];
      if (++index[axis] < shape[axis]) break;
      target -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return turned;
}
