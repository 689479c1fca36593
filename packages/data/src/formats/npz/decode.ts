import { FormatError } from "@erlangen/numerics";
import type { NumericArray } from "../arrays/numeric-array.ts";
import { unpack } from "../compression/inflation.ts";
import { readFromMemory } from "../compression/reading.ts";
import { readZipDirectory } from "../compression/zip-directory.ts";
import { decodeNpy } from "../npy/decode.ts";
import { arrayEntries } from "./array-entries.ts";

/** Limits on what {@link decodeNpz} accepts. */
export interface DecodeNpzOptions {
  /** Which arrays to read, by name; by default all. */
  readonly names?: readonly string[] | undefined;
  /** Most bytes of all arrays together once inflated, by default 2^31. */
  readonly maxBytes?: number | undefined;
}

/**
 * The arrays of an npz archive that is in memory, by name without `.npy`.
 *
 * Zip bombs are refused: the declared sizes are checked against the limit and against what deflate can do, and no more
 * is inflated than declared. So are names that come twice, are absolute or climb by `..`, entries that overlap,
 * and damaged ones (CRC-32).
 *
 * @param bytes - The whole archive, as `numpy.savez` or `numpy.savez_compressed` write it.
 * @param source - Its name, for error messages.
 * @throws FormatError with the byte offset of what is wrong; inside an array it counts from the start of the array, and
 * `source` ends with its name.
 *
 * ```ts
 * import { decodeNpz, encodeNpz } from "@erlangen/data";
 *
 * const labels = { dtype: "uint8", shape: [3], data: Uint8Array.of(4, 2, 1) } as const;
 * decodeNpz(encodeNpz({ labels }), "digits.npz").get("labels")?.data[1]; // => 2
 * ```
 */
export function decodeNpz(
  bytes: Uint8Array,
  source: string,
  options: DecodeNpzOptions = {},
): Map<string, NumericArray> {
  const { names, maxBytes = 2 ** 31 } = options;
  const all = arrayEntries(readFromMemory(readZipDirectory(bytes.length, source), bytes));
  const wanted = names === undefined ? all : all.filter(({ name }) => names.includes(name));
  const arrays = new Map<string, NumericArray>();
  let room = maxBytes;
  for (const { name, entry } of wanted) {
    room -= entry.bytes;
    const fail = (expected: string, got: string, cause?: unknown): FormatError =>
      new FormatError(
        `expected ${expected} in ${JSON.stringify(name)}, got ${got}`,
        { source, byteOffset: entry.dataStart },
        { cause },
      );
    if (room < 0) {
      throw fail(`at most ${maxBytes} bytes`, "more declared; raise maxBytes if it is meant");
    }
    const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packedBytes);
    arrays.set(name, decodeNpy(unpack(packed, entry, fail), `${source}:${name}`));
  }
  return arrays;
}
