import { FormatError } from "@erlangen/numerics";
import type { PackedBytes } from "./inflation.ts";
import type { Reading } from "./reading.ts";
import { checkName } from "./zip-name.ts";
import { sizesOf64 } from "./zip64.ts";
import { findEndRecord } from "./zip-end-record.ts";

/** One file of a zip archive. */
export interface ZipEntry extends PackedBytes {
  readonly name: string;
  /** Offset of its packed bytes. */
  readonly dataStart: number;
}

/** An entry before its local header is seen. */
interface Listed extends PackedBytes {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly headerStart: number;
}

const signatures = { listed: 0x02014b50, local: 0x04034b50 };
const listedBytes = 46;
const localBytes = 30;
const mostDirectoryBytes = 2 ** 24;
const mostEntries = 2 ** 16;

/**
 * Reads the directory of a zip archive: stored and deflated entries, zip64 included.
 *
 * The central directory is the only truth; local headers must agree on the names. Entries may not overlap, names may
 * not come twice, be absolute, or climb by `..`.
 *
 * @param size - Bytes of the whole archive.
 * @yields The ranges to read.
 * @throws FormatError with the byte offset.
 *
 * Source: PKWARE, «.ZIP file format specification», version 6.3.10.
 */
export function* readZipDirectory(size: number, source: string): Reading<readonly ZipEntry[]> {
  const fail = (byteOffset: number, expected: string, got: string): FormatError =>
    new FormatError(`expected ${expected}, got ${got}`, { source, byteOffset });
  const { start, end, entries } = yield* findEndRecord(size, fail);
  if (end - start > mostDirectoryBytes || entries > mostEntries) {
    throw fail(start, `at most ${mostEntries} entries`, `${entries} in ${end - start} bytes`);
  }
  const directory = yield { start, end };
  const listed: Listed[] = [];
  const names = new Set<string>();
  let position = 0;
  for (let i = 0; i < entries; i++) {
    const entry = readListed(directory, position, (at, expected, got) =>
      fail(start + at, expected, got),
    );
    if (names.has(entry.name)) {
      throw fail(start + position, "each name once", `${JSON.stringify(entry.name)} again`);
    }
    names.add(entry.name);
    listed.push(entry);
    position = entry.next;
  }
  if (position !== directory.length) {
    throw fail(start + position, "the end of the directory", "more bytes");
  }

  const found: ZipEntry[] = [];
  let free = 0;
  for (const entry of listed.toSorted((a, b) => a.headerStart - b.headerStart)) {
    const dataStart = yield* readLocal(entry, start, fail);
    if (entry.headerStart < free) {
      throw fail(entry.headerStart, "entries that do not overlap", JSON.stringify(entry.name));
    }
    free = dataStart + entry.packedBytes;
    if (free > start) {
      throw fail(entry.headerStart, `packed bytes before byte ${start}`, `an end at ${free}`);
    }
    const { name, deflated, packedBytes, bytes, crc } = entry;
    found.push({ name, deflated, packedBytes, bytes, crc, dataStart });
  }
  return found;
}

type Fail = (byteOffset: number, expected: string, got: string) => FormatError;

function readListed(
  directory: Uint8Array,
  position: number,
  fail: Fail,
): Listed & { readonly next: number } {
  if (position + listedBytes > directory.length) {
    throw fail(directory.length, "a directory entry", "the end of the directory");
  }
  const view = new DataView(directory.buffer, directory.byteOffset + position, listedBytes);
  const signature = view.getUint32(0, true);
  if (signature !== signatures.listed) {
    throw fail(position, "a directory entry", `the signature 0x${signature.toString(16)}`);
  }
  const nameEnd = position + listedBytes + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  const next = extraEnd + view.getUint16(32, true);
  if (next > directory.length) {
    throw fail(directory.length, "a whole directory entry", "the end of the directory");
  }
  const flags = view.getUint16(8, true);
  if (flags & 1) throw fail(position + 8, "an entry without a password", "an encrypted one");
  const method = view.getUint16(10, true);
  if (method !== 0 && method !== 8) {
    throw fail(position + 10, "a stored (0) or deflated (8) entry", `method ${method}`);
  }
  const rawName = directory.subarray(position + listedBytes, nameEnd);
  const name = checkName(rawName, (expected, got) => fail(position + listedBytes, expected, got));
  const sizes = sizesOf64(
    {
      bytes: view.getUint32(24, true),
      packedBytes: view.getUint32(20, true),
      headerStart: view.getUint32(42, true),
    },
    directory.subarray(nameEnd, extraEnd),
    (expected, got) => fail(nameEnd, expected, got),
  );
  if (method === 0 && sizes.bytes !== sizes.packedBytes) {
    throw fail(position + 20, "equal sizes of a stored entry", "different ones");
  }
  const crc = view.getUint32(16, true);
  return { name, rawName, deflated: method === 8, crc, next, ...sizes };
}

/**
 * Where the packed bytes begin, behind the local header.
 *
 * @yields The range to read.
 */
function* readLocal(entry: Listed, limit: number, fail: Fail): Reading<number> {
  const { headerStart, rawName } = entry;
  const end = headerStart + localBytes + rawName.length;
  if (end > limit) throw fail(limit, "local headers before the directory", `one at ${headerStart}`);
  const header = yield { start: headerStart, end };
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const signature = view.getUint32(0, true);
  if (signature !== signatures.local) {
    throw fail(headerStart, "a local header", `the signature 0x${signature.toString(16)}`);
  }
  const sameName =
    view.getUint16(26, true) === rawName.length &&
    rawName.every((byte, i) => byte === header[localBytes + i]);
  if (!sameName) {
    throw fail(headerStart + localBytes, `the name ${JSON.stringify(entry.name)}`, "another name");
  }
  return end + view.getUint16(28, true);
}
