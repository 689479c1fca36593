import { FormatError } from "@erlangen/numerics";
import type { SafetensorDtype, SafetensorEntry } from "./tensor-dtypes.ts";
import { dtypeOfCode, dtypeRecords } from "./tensor-dtypes.ts";

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, SafetensorEntry>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Limits on what {@link decodeSafetensors} accepts. */
export interface DecodeSafetensorsOptions {
  /** Most bytes of the JSON header, by default 100,000,000, as in the reference implementation. */
  readonly maxHeaderBytes?: number | undefined;
}

/**
 * The tensors of a safetensors file that is in memory; each gets a copy of its numbers.
 *
 * Everything is checked before a byte is copied: the header fits the file, names are unique as JSON, each tensor fits
 * its shape, and the tensors fill the rest of the file without gap or overlap.
 *
 * @param bytes - The whole file.
 * @param source - Its name, for error messages.
 * @throws FormatError with the byte offset of the header entry or of the length that is wrong.
 *
 * Source: safetensors, github.com/huggingface/safetensors, section «Format».
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  source: string,
  options: DecodeSafetensorsOptions = {},
): Safetensors {
  const { header, text, dataStart } = readHeader(bytes, source, options.maxHeaderBytes ?? 1e8);
  const { __metadata__: metadata, ...entries } = header;
  const fail = (name: string, expected: string, got: string): FormatError =>
    new FormatError(`expected ${expected} for ${JSON.stringify(name)}, got ${got}`, {
      source,
      byteOffset: 8 + offsetOfKey(text, name),
    });

  const texts = metadata ?? {};
  if (!isObject(texts) || !Object.values(texts).every((value) => typeof value === "string")) {
    throw fail("__metadata__", "an object of texts", "something else");
  }
  const spans = Object.entries(entries).map(([name, entry]) =>
    readSpan(name, entry, { room: bytes.length - dataStart, fail }),
  );
  checkCover(spans, bytes.length - dataStart, fail);
  const tensors = spans.map(({ name, dtype, shape, begin, end }) => {
    // A copy of its own buffer; `slice` would not copy a Node Buffer.
    const { buffer } = new Uint8Array(bytes.subarray(dataStart + begin, dataStart + end));
    return [name, { dtype, shape, data: dtypeRecords[dtype].over(buffer) }] as const;
  });
  return {
    tensors: Object.fromEntries(tensors) as Record<string, SafetensorEntry>,
    metadata: texts as Record<string, string>,
  };
}

type Fail = (name: string, expected: string, got: string) => FormatError;

interface Span {
  readonly name: string;
  readonly dtype: SafetensorDtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(
  bytes: Uint8Array,
  source: string,
  maxHeaderBytes: number,
): { readonly header: Record<string, unknown>; readonly text: string; readonly dataStart: number } {
  const fail = (byteOffset: number, expected: string, got: string, cause?: unknown): FormatError =>
    new FormatError(`expected ${expected}, got ${got}`, { source, byteOffset }, { cause });
  if (bytes.length < 8) {
    throw fail(bytes.length, "an 8-byte header length", `a file of ${bytes.length} bytes`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  const room = Math.min(bytes.length - 8, maxHeaderBytes);
  if (length > BigInt(room)) {
    throw fail(0, `a header of at most ${room} bytes`, `the length ${length}`);
  }
  const dataStart = 8 + Number(length);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(8, dataStart),
    );
  } catch (cause) {
    throw fail(8, "a JSON header in UTF-8", "other bytes", cause);
  }
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    const characters = Number(/position (\d+)/.exec(String(cause))?.[1] ?? 0);
    throw fail(8 + utf8Length(text.slice(0, characters)), "a JSON header", String(cause), cause);
  }
  if (isObject(header)) return { header, text, dataStart };
  throw fail(8, "a JSON object as header", "another JSON value");
}

function readSpan(
  name: string,
  entry: unknown,
  { room, fail }: { readonly room: number; readonly fail: Fail },
): Span {
  if (!isObject(entry)) throw fail(name, "an object", show(entry));
  const { dtype: code, shape, data_offsets: offsets } = entry;
  const dtype = dtypeOfCode(code);
  if (dtype === undefined) {
    const codes = Object.values(dtypeRecords).map((record) => record.code);
    throw fail(name, `a dtype among ${codes.join(", ")}`, show(code));
  }
  if (!isCounts(shape)) throw fail(name, "a shape of non-negative integers", "something else");
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw fail(name, "data_offsets of two non-negative integers", "something else");
  }
  const [begin, end] = offsets;
  if (begin > end || end > room) {
    throw fail(name, `data_offsets in order and within ${room} bytes`, `[${begin}, ${end}]`);
  }
  const size = shape.reduce((product, extent) => product * extent, dtypeRecords[dtype].size);
  if (size !== end - begin) {
    throw fail(name, `${size} bytes by shape and dtype`, `${end - begin} by data_offsets`);
  }
  return { name, dtype, shape, begin, end };
}

/** Tensors must fill the data without gap or overlap, so that no byte of a file is unaccounted for. */
function checkCover(spans: readonly Span[], room: number, fail: Fail): void {
  let covered = 0;
  let last = "";
  for (const { name, begin, end } of spans.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) throw fail(name, `data from byte ${covered}`, `from ${begin}`);
    covered = end;
    last = name;
  }
  if (covered !== room) throw fail(last, `tensors that fill ${room} bytes`, `${covered}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

/** Byte offset of a key in the header text, 0 when escapes hide it. */
function offsetOfKey(text: string, key: string): number {
  const index = text.indexOf(JSON.stringify(key));
  return index < 0 ? 0 : utf8Length(text.slice(0, index));
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 40);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
