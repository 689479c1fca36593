import type { FormatError } from "@erlangen/numerics";

/** The numbers of a directory entry that may need 64 bits. */
export interface ZipSizes {
  readonly bytes: number;
  readonly packedBytes: number;
  readonly headerStart: number;
}

const elsewhere = 0xffffffff;
const zip64Field = 1;

/** Replaces the numbers that say «see the zip64 field» by those of the field, which holds just these, in this order. */
export function sizesOf64(
  sizes: ZipSizes,
  extra: Uint8Array,
  fail: (expected: string, got: string) => FormatError,
): ZipSizes {
  const missing = Object.values(sizes).filter((value) => value === elsewhere).length;
  if (missing === 0) return sizes;
  const view = new DataView(extra.buffer, extra.byteOffset, extra.length);
  for (let position = 0; position + 4 <= extra.length;) {
    const end = position + 4 + view.getUint16(position + 2, true);
    if (view.getUint16(position, true) === zip64Field) {
      if (end > extra.length || end - position - 4 < 8 * missing) break;
      let next = position + 4;
      const wide = (value: number): number => {
        if (value !== elsewhere) return value;
        next += 8;
        return safeUint64(view, next - 8, fail);
      };
      return {
        bytes: wide(sizes.bytes),
        packedBytes: wide(sizes.packedBytes),
        headerStart: wide(sizes.headerStart),
      };
    }
    position = end;
  }
  throw fail("a zip64 field with the sizes", "none");
}

/** A 64-bit number that a double holds exactly. */
export function safeUint64(
  view: DataView,
  position: number,
  fail: (expected: string, got: string) => FormatError,
): number {
  const value = view.getBigUint64(position, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw fail("a size below 2^53", `${value}`);
  return Number(value);
}
