import { decodeNpz, encodeNpy } from "@erlangen/data";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";

/** Rewrites a one-entry archive with 64-bit sizes in its directory and a zip64 end record. */
function toZip64(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = view.getUint32(bytes.length - 6, true);
  const nameEnd = start + 46 + view.getUint16(start + 28, true);
  const size = view.getUint32(start + 24, true);

  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  extra.setBigUint64(4, BigInt(size), true);
  extra.setBigUint64(12, BigInt(view.getUint32(start + 20, true)), true);
  extra.setBigUint64(20, 0n, true);
  const directory = new Uint8Array(nameEnd - start + 28);
  directory.set(bytes.subarray(start, nameEnd));
  directory.set(new Uint8Array(extra.buffer), nameEnd - start);
  const entry = new DataView(directory.buffer);
  entry.setUint32(20, 0xffffffff, true);
  entry.setUint32(24, 0xffffffff, true);
  entry.setUint32(42, 0xffffffff, true);
  entry.setUint16(30, 28, true);

  const end = new DataView(new ArrayBuffer(56 + 20 + 22));
  end.setUint32(0, 0x06064b50, true);
  end.setBigUint64(4, 44n, true);
  end.setBigUint64(24, 1n, true);
  end.setBigUint64(32, 1n, true);
  end.setBigUint64(40, BigInt(directory.length), true);
  end.setBigUint64(48, BigInt(start), true);
  end.setUint32(56, 0x07064b50, true);
  end.setBigUint64(64, BigInt(start + directory.length), true);
  end.setUint32(72, 1, true);
  end.setUint32(76, 0x06054b50, true);
  for (const at of [84, 86]) end.setUint16(at, 0xffff, true);
  for (const at of [88, 92]) end.setUint32(at, 0xffffffff, true);
  return Buffer.concat([bytes.subarray(0, start), directory, new Uint8Array(end.buffer)]);
}

const file = encodeNpy({ dtype: "uint8", shape: [2], data: Uint8Array.of(5, 6) });

describe("zip64", () => {
  test("sizes of 64 bits are read from their field and the zip64 end record", () => {
    const archive = toZip64(zipSync({ "a.npy": file }));
    expect(decodeNpz(archive, "t").get("a")?.data).toEqual(Uint8Array.of(5, 6));
  });

  test("sizes beyond 2^53, and a missing field or record, are refused", () => {
    const archive = toZip64(zipSync({ "a.npy": file }, { level: 0 }));
    const entry = 30 + 5 + file.length;
    const field = entry + 46 + 5;
    const huge = Uint8Array.from(archive).fill(255, field + 4, field + 12);
    expect(() => decodeNpz(huge, "t")).toThrow(
      "expected a size below 2^53, got 18446744073709551615",
    );
    const none = Uint8Array.from(archive).fill(9, field, field + 1);
    expect(() => decodeNpz(none, "t")).toThrow("expected a zip64 field with the sizes, got none");
    const locator = archive.length - 42;
    const lost = Uint8Array.from(archive).fill(0, locator, locator + 1);
    expect(() => decodeNpz(lost, "t")).toThrow("expected a zip64 locator, got other bytes");
    const record = Uint8Array.from(archive).fill(0, locator - 56, locator - 55);
    expect(() => decodeNpz(record, "t")).toThrow("expected a zip64 end record, got other bytes");
  });
});
