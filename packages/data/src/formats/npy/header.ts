import { FormatError } from "@erlangen/numerics";
import type { Layout } from "../arrays/elements.ts";
import { numericDtypes, sizeOf } from "../arrays/numeric-array.ts";
import { readDescriptor } from "./dtype-descriptor.ts";
import type { Fail, Placed } from "./python-literal.ts";
import { parseDictionary, show } from "./python-literal.ts";

/** The header of an npy file. */
export interface NpyHeader extends Layout {
  /** Offset of the first number. */
  readonly dataStart: number;
  /** Bytes of all numbers. */
  readonly dataBytes: number;
}

const magic = "\x93NUMPY";
/** NumPy itself refuses longer headers. */
const mostHeaderBytes = 10_000;
const mostAxes = 64;

/**
 * Reads the header from the first bytes of an npy file, or says how many bytes it needs to see.
 *
 * @param start - The first bytes.
 * @param source - Name of the input, for messages.
 * @param fileBytes - Length of the whole file; it must be exactly that of header and numbers.
 * @throws FormatError with the byte offset.
 */
export function readNpyHeader(
  start: Uint8Array,
  source: string,
  fileBytes: number,
): NpyHeader | number {
  const fail = (byteOffset: number, expected: string, got: string): FormatError =>
    new FormatError(`expected ${expected}, got ${got}`, { source, byteOffset });
  for (let i = 0; i < Math.min(magic.length, fileBytes); i++) {
    if (i >= start.length) return magic.length + 2;
    if (start[i] !== magic.charCodeAt(i)) {
      throw fail(i, "an npy file (\\x93NUMPY)", `the byte 0x${start[i].toString(16)}`);
    }
  }
  const prefix = lengthPrefix(start, fileBytes, fail);
  if (typeof prefix === "number") return prefix;
  const { headerStart, dataStart } = prefix;
  if (start.length < dataStart) return dataStart;

  const text = latin1(start.subarray(headerStart, dataStart));
  const layout = readLayout(text, (column, expected, got) =>
    fail(headerStart + column, expected, got),
  );
  const dataBytes = sizeOf(layout.shape) * numericDtypes[layout.dtype].size;
  const room = fileBytes - dataStart;
  if (dataBytes > room) {
    throw fail(fileBytes, `${dataBytes} bytes of numbers by shape and dtype`, `${room}`);
  }
  if (dataBytes < room) {
    throw fail(dataStart + dataBytes, "the end of the file", `${room - dataBytes} more bytes`);
  }
  return { ...layout, dataStart, dataBytes };
}

/** Where header and numbers begin; the version decides how the header's length is written. */
function lengthPrefix(
  start: Uint8Array,
  fileBytes: number,
  fail: Fail,
): { readonly headerStart: number; readonly dataStart: number } | number {
  if (fileBytes < 10) throw fail(fileBytes, "the header of an npy file", "the end of the file");
  if (start.length < 10) return 10;
  const version = start[6];
  if (version < 1 || version > 3 || start[7] !== 0) {
    throw fail(6, "npy version 1.0, 2.0 or 3.0", `${version}.${start[7]}`);
  }
  const headerStart = version === 1 ? 10 : 12;
  if (fileBytes < headerStart) {
    throw fail(fileBytes, "the header of an npy file", "the end of the file");
  }
  if (start.length < headerStart) return headerStart;
  const view = new DataView(start.buffer, start.byteOffset);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > mostHeaderBytes) {
    throw fail(8, `a header of at most ${mostHeaderBytes} bytes`, `${length}`);
  }
  const dataStart = headerStart + length;
  if (dataStart > fileBytes) throw fail(fileBytes, `a header of ${length} bytes`, "the end");
  return { headerStart, dataStart };
}

function readLayout(text: string, fail: Fail): Layout {
  const entries = parseDictionary(text, fail);
  const take = (key: string): Placed => {
    const entry = entries.get(key);
    if (entry === undefined) throw fail(0, `the key '${key}'`, "a header without it");
    entries.delete(key);
    return entry;
  };
  const descriptor = take("descr");
  const order = take("fortran_order");
  const shape = take("shape");
  for (const [key, { column }] of entries) throw fail(column, "no other key", show(key));

  if (typeof descriptor.value !== "string") {
    throw fail(
      descriptor.column,
      "one number type",
      "structured records; save each field by itself",
    );
  }
  const readable = readDescriptor(descriptor.value);
  if (typeof readable === "string") {
    throw fail(
      descriptor.column,
      "real numbers or truth values",
      `dtype ${show(descriptor.value)}: ${readable}`,
    );
  }
  if (typeof order.value !== "boolean") {
    throw fail(order.column, "fortran_order to be True or False", show(order.value));
  }
  return { ...readable, fortranOrder: order.value, shape: readShape(shape, fail) };
}

function readShape({ value, column }: Placed, fail: Fail): readonly number[] {
  if (!Array.isArray(value) || !value.every(isExtent)) {
    throw fail(column, "a shape of non-negative integers", show(value));
  }
  if (value.length > mostAxes) throw fail(column, `at most ${mostAxes} axes`, `${value.length}`);
  // Zero extents must not hide a product that overflows.
  if (8 * sizeOf(value.map((extent) => Math.max(extent, 1))) > Number.MAX_SAFE_INTEGER) {
    throw fail(column, "a shape of fewer than 2^50 numbers", show(value));
  }
  return value;
}

function isExtent(extent: unknown): extent is number {
  return Number.isSafeInteger(extent) && (extent as number) >= 0;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
