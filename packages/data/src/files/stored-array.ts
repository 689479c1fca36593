import { ArgumentError, FormatError } from "@erlangen/numerics";
import type { PackedBytes } from "../formats/compression/inflation.ts";
import { Unpacker } from "../formats/compression/inflation.ts";
import { readZipDirectory } from "../formats/compression/zip-directory.ts";
import type { NpyHeader } from "../formats/npy/header.ts";
import { readNpyHeader } from "../formats/npy/header.ts";
import { arrayEntries } from "../formats/npz/array-entries.ts";
import type { ArrayPath } from "./array-path.ts";
import type { OpenFile } from "./file-ranges.ts";
import { readFromFile, readRange } from "./file-ranges.ts";

/** Where an npy array stands in a file. */
export interface StoredArray {
  /** Name for messages: the path, with the name inside an archive. */
  readonly source: string;
  /** Offset of the npy array, or of its packed bytes. */
  readonly start: number;
  /** Set inside an archive. */
  readonly packed: PackedBytes | undefined;
  readonly header: NpyHeader;
}

/** Finds an array in an npy file or an npz archive and reads its header. */
export async function findArray(
  where: string,
  { path, name }: ArrayPath,
  file: OpenFile,
): Promise<StoredArray> {
  if (!/\.npz$/i.test(path)) {
    const place = { source: path, start: 0, packed: undefined };
    return { ...place, header: await readHeader(npyBytes(place, file), path, file.size) };
  }
  const entries = arrayEntries(await readFromFile(readZipDirectory(file.size, path), file));
  const [found, ...others] =
    name === undefined ? entries : entries.filter((entry) => entry.name === name);
  if (found === undefined || others.length > 0) {
    const names = entries.map((entry) => JSON.stringify(entry.name)).join(", ");
    throw new ArgumentError(
      `${where}: expected ${JSON.stringify(path)} to hold ${name === undefined ? "one array" : JSON.stringify(name)}, got ${names || "none"}; name one, as in ${path}:NAME`,
    );
  }
  const { entry } = found;
  const place = { source: `${path}:${found.name}`, start: entry.dataStart, packed: entry };
  const header = await readHeader(npyBytes(place, file), place.source, entry.bytes);
  return { ...place, header };
}

/**
 * The bytes of the npy array, inflated if need be.
 *
 * @yields The bytes in order.
 */
export async function* npyBytes(
  { source, start, packed }: Omit<StoredArray, "header">,
  file: OpenFile,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (packed === undefined) {
    yield* readRange(file, start, file.size);
    return;
  }
  const unpacker = new Unpacker(packed, (expected, got, cause) => {
    const where = { source, byteOffset: start };
    return new FormatError(`expected ${expected}, got ${got}`, where, { cause });
  });
  for await (const chunk of readRange(file, start, start + packed.packedBytes)) {
    yield* unpacker.push(chunk);
  }
  yield* unpacker.end();
}

async function readHeader(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  size: number,
): Promise<NpyHeader> {
  let seen = new Uint8Array();
  for await (const chunk of chunks) {
    const longer = new Uint8Array(seen.length + chunk.length);
    longer.set(seen);
    longer.set(chunk, seen.length);
    seen = longer;
    const header = readNpyHeader(seen, source, size);
    if (typeof header !== "number") return header;
  }
  const header = readNpyHeader(seen, source, seen.length);
  if (typeof header !== "number") return header;
  throw new TypeError(`internal: all bytes were there, yet ${header} were wanted`);
}
