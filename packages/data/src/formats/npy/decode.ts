import { decodeElements } from "../arrays/elements.ts";
import type { NumericArray } from "../arrays/numeric-array.ts";
import { readNpyHeader } from "./header.ts";

/**
 * The array of an npy file that is in memory: format versions 1 to 3, truth values, integers and floats of 8 to 64
 * bits in either byte order, C and Fortran order.
 *
 * The header is parsed, never evaluated, and everything is checked against the length of the file before memory is
 * taken. Python objects, records, texts, dates and complex numbers are refused.
 *
 * @param bytes - The whole file.
 * @param source - Its name, for error messages.
 * @returns A row-major copy in the machine's byte order.
 * @throws FormatError with the byte offset of what is wrong.
 *
 * Source: NumPy enhancement proposal 1, «A simple file format for NumPy arrays».
 */
export function decodeNpy(bytes: Uint8Array, source: string): NumericArray {
  const header = readNpyHeader(bytes, source, bytes.length);
  if (typeof header === "number") {
    throw new TypeError(`internal: the whole file was there, yet ${header} bytes were wanted`);
  }
  return decodeElements(bytes.subarray(header.dataStart), header);
}
