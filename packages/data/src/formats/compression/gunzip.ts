import { FormatError } from "@erlangen/numerics";
import { unpack } from "./inflation.ts";

const headerBytes = 10;
const trailerBytes = 8;

/**
 * The contents of a gzip file of one member.
 *
 * @param maxBytes - Most bytes that may come out, by default 2^30.
 * @throws FormatError when it is damaged or larger.
 *
 * Source: RFC 1952.
 */
export function gunzip(
  bytes: Uint8Array,
  source: string,
  maxBytes: number = 2 ** 30,
): Uint8Array<ArrayBuffer> {
  const fail = (byteOffset: number, expected: string, got: string, cause?: unknown): FormatError =>
    new FormatError(`expected ${expected}, got ${got}`, { source, byteOffset }, { cause });
  if (bytes.length < headerBytes + trailerBytes) {
    throw fail(bytes.length, "a gzip file", "the end of the file");
  }
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) {
    throw fail(0, "a gzip file", `the bytes ${bytes.subarray(0, 3).join(" ")}`);
  }
  const start = startOfData(bytes, fail);
  const end = bytes.length - trailerBytes;
  if (start > end) throw fail(bytes.length, "deflated bytes", "the end of the file");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const declared = view.getUint32(end + 4, true);
  if (declared > maxBytes) {
    throw fail(end + 4, `at most ${maxBytes} bytes`, `${declared}; raise maxBytes if it is meant`);
  }
  return unpack(
    bytes.subarray(start, end),
    {
      deflated: true,
      packedBytes: end - start,
      bytes: declared,
      crc: view.getUint32(end, true),
    },
    (expected, got, cause) => fail(start, expected, got, cause),
  );
}

/** Behind the optional fields that the flags name: extra field, file name, comment, checksum. */
function startOfData(
  bytes: Uint8Array,
  fail: (byteOffset: number, expected: string, got: string) => FormatError,
): number {
  const flags = bytes[3];
  let position = headerBytes;
  if (flags & 4) position += 2 + bytes[position] + 256 * bytes[position + 1];
  if (position > bytes.length) throw fail(bytes.length, "an extra field", "the end of the file");
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, position);
    if (zero < 0) throw fail(position, "a text that ends with a zero", "the end of the file");
    position = zero + 1;
  }
  return flags & 2 ? position + 2 : position;
}
