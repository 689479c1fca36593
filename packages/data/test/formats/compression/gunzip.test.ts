import { gzipSync } from "node:zlib";
import { gunzip } from "@erlangen/data";
import { FormatError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const packed = Uint8Array.from(gzipSync(content));

describe("gunzip", () => {
  test("what zlib packed comes back", () => {
    expect(gunzip(packed, "t")).toEqual(content);
    expect(gunzip(Uint8Array.from(gzipSync(new Uint8Array())), "t")).toEqual(new Uint8Array());
  });

  test("optional fields of the header are skipped", () => {
    const fields = [2, 0, 7, 7, ...new TextEncoder().encode("name\0remark\0"), 1, 2];
    const bytes = Uint8Array.of(...packed.subarray(0, 10), ...fields, ...packed.subarray(10));
    bytes[3] = 2 + 4 + 8 + 16;
    expect(gunzip(bytes, "t")).toEqual(content);
  });

  test("damage, truncation and too much are refused", () => {
    const flipped = Uint8Array.from(packed);
    flipped[packed.length - 8] ^= 1;
    expect(() => gunzip(flipped, "t")).toThrow("expected the CRC-32");
    expect(() => gunzip(packed.subarray(0, 200), "t")).toThrow(FormatError);
    expect(() => gunzip(content.subarray(0, 30), "t")).toThrow("byte 0: expected a gzip file");
    expect(() => gunzip(packed.subarray(0, 12), "t")).toThrow("byte 12: expected a gzip file");
    expect(() => gunzip(packed, "t", 99_999)).toThrow(
      "expected at most 99999 bytes, got 100000; raise maxBytes if it is meant",
    );
  });
});
