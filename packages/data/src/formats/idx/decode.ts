import { FormatError } from "@erlangen/numerics";
import { decodeElements } from "../arrays/elements.ts";
import type { NumericArray, NumericDtype } from "../arrays/numeric-array.ts";
import { numericDtypes, sizeOf } from "../arrays/numeric-array.ts";

const dtypes: Readonly<Record<number, NumericDtype>> = {
  0x08: "uint8",
  0x09: "int8",
  0x0b: "int16",
  0x0c: "int32",
  0x0d: "float32",
  0x0e: "float64",
};

/**
 * The array of an idx file that is in memory, such as the images of MNIST: two zero bytes, a type, the number of axes,
 * their extents as 32-bit integers, the numbers; all big-endian.
 *
 * @param bytes - The whole file.
 * @param source - Its name, for error messages.
 * @throws FormatError with the byte offset of what is wrong.
 *
 * Source: LeCun, Cortes, Burges, «The MNIST database», section «File formats».
 *
 * ```ts
 * import { decodeIdx } from "@erlangen/data";
 *
 * const bytes = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4);
 * decodeIdx(bytes, "labels").data; // => [5, 0, 4]
 * ```
 */
export function decodeIdx(bytes: Uint8Array, source: string): NumericArray {
  const fail = (byteOffset: number, expected: string, got: string): FormatError =>
    new FormatError(`expected ${expected}, got ${got}`, { source, byteOffset });
  if (bytes.length < 4) throw fail(bytes.length, "the magic number of idx", "the end of the file");
  const dtype = dtypes[bytes[2]];
  if (bytes[0] !== 0 || bytes[1] !== 0 || dtype === undefined) {
    throw fail(0, "the magic number of idx", `the bytes ${bytes.subarray(0, 4).join(" ")}`);
  }
  const axes = bytes[3];
  const dataStart = 4 + 4 * axes;
  if (axes === 0 || bytes.length < dataStart) {
    throw fail(3, "the extents of the axes", `${axes} axes in ${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = sizeOf(shape) * numericDtypes[dtype].size;
  if (size !== bytes.length - dataStart) {
    throw fail(4, `[${shape.join(", ")}] numbers in ${size} bytes`, `${bytes.length - dataStart}`);
  }
  const layout = { dtype, shape, bigEndian: true, fortranOrder: false };
  return decodeElements(bytes.subarray(dataStart), layout);
}
