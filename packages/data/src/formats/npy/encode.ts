import { encodeElements } from "../arrays/elements.ts";
import type { NumericArray } from "../arrays/numeric-array.ts";
import { requireNumericArray } from "../arrays/require-numeric-array.ts";
import { descriptorOf } from "./dtype-descriptor.ts";

/**
 * The bytes of an npy file, version 1.0, which `numpy.load` reads: little-endian, row-major, numbers aligned to 64
 * bytes.
 *
 * @param array - `data` holds the product of `shape` entries, row-major; `float16` is rounded to the nearest half.
 * @throws ShapeError when `data` does not fit `shape`; ArgumentError for an unknown dtype.
 *
 * Source: NumPy enhancement proposal 1, «A simple file format for NumPy arrays».
 *
 * ```ts
 * import { decodeNpy, encodeNpy } from "@erlangen/data";
 *
 * const data = Float32Array.of(1, 2, 3, 4, 5, 6);
 * const bytes = encodeNpy({ dtype: "float32", shape: [2, 3], data });
 * bytes.length; // => 152
 * [...decodeNpy(bytes, "a.npy").shape]; // => [2, 3]
 * ```
 */
export function encodeNpy(array: NumericArray): Uint8Array<ArrayBuffer> {
  requireNumericArray("encodeNpy", array);
  const { dtype, shape } = array;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descriptorOf(dtype)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const dataStart = Math.ceil((10 + text.length + 1) / 64) * 64;
  const elements = encodeElements(array);
  const bytes = new Uint8Array(dataStart + elements.length);
  const header = `${text.padEnd(dataStart - 11)}\n`;
  bytes.set(Uint8Array.from(`\x93NUMPY\x01\x00`, (character) => character.charCodeAt(0)));
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(elements, dataStart);
  return bytes;
}
