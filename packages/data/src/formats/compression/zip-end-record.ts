import type { FormatError } from "@erlangen/numerics";
import type { Reading } from "./reading.ts";
import { safeUint64 } from "./zip64.ts";

/** Where the central directory stands, and how many entries it has. */
export interface ZipDirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
}

type Fail = (byteOffset: number, expected: string, got: string) => FormatError;

const signatures = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const endBytes = 22;
const end64Bytes = 56;
const locator64Bytes = 20;
const longestComment = 0xffff;

/**
 * Finds the directory by the record at the end of the archive, or by the zip64 one before it.
 *
 * @yields The ranges to read.
 */
export function* findEndRecord(size: number, fail: Fail): Reading<ZipDirectoryPlace> {
  const tailStart = Math.max(0, size - endBytes - longestComment);
  const tail = yield { start: tailStart, end: size };
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  let at = tail.length - endBytes;
  while (at >= 0 && !isEnd(view, at)) at--;
  if (at < 0) throw fail(size, "the end record of a zip archive", "none; is it a whole .npz file?");

  const record = tailStart + at;
  const disks = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  const here = view.getUint16(at + 8, true);
  const entries = view.getUint16(at + 10, true);
  const length = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  if (entries === 0xffff || length === 0xffffffff || start === 0xffffffff) {
    return yield* findEndRecord64(record, fail);
  }
  if (disks.some((disk) => disk !== 0) || here !== entries) {
    throw fail(record + 4, "an archive in one part", "a part of several");
  }
  return checkPlace({ start, end: start + length, entries }, record, fail);
}

/** A signature whose comment ends just where the archive ends. */
function isEnd(view: DataView, at: number): boolean {
  return (
    view.getUint32(at, true) === signatures.end &&
    at + endBytes + view.getUint16(at + 20, true) === view.byteLength
  );
}

function* findEndRecord64(before: number, fail: Fail): Reading<ZipDirectoryPlace> {
  const locatorStart = before - locator64Bytes;
  if (locatorStart < 0) throw fail(before, "a zip64 locator", "none");
  const locator = yield { start: locatorStart, end: before };
  const locatorView = new DataView(locator.buffer, locator.byteOffset, locator.length);
  if (locatorView.getUint32(0, true) !== signatures.locator64) {
    throw fail(locatorStart, "a zip64 locator", "other bytes");
  }
  const failHere = (expected: string, got: string): FormatError =>
    fail(locatorStart, expected, got);
  const record = safeUint64(locatorView, 8, failHere);
  if (record + end64Bytes > locatorStart) throw failHere("a zip64 end record before it", "none");
  const bytes = yield { start: record, end: record + end64Bytes };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== signatures.end64) {
    throw fail(record, "a zip64 end record", "other bytes");
  }
  const start = safeUint64(view, 48, failHere);
  const end = start + safeUint64(view, 40, failHere);
  return checkPlace({ start, end, entries: safeUint64(view, 32, failHere) }, record, fail);
}

function checkPlace(place: ZipDirectoryPlace, record: number, fail: Fail): ZipDirectoryPlace {
  if (place.end === record) return place;
  throw fail(record, "the directory to end here", `an end at byte ${place.end}`);
}
