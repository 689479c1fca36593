import { decodeIdx } from "@erlangen/data";
import { FormatError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

describe("idx", () => {
  test.each([
    [0x08, [0, 255], "uint8", [0, 255]],
    [0x09, [128, 255], "int8", [-128, -1]],
    [0x0b, [0x80, 0, 1, 2], "int16", [-32768, 258]],
    [0x0c, [0, 1, 2, 3, 255, 255, 255, 255], "int32", [66051, -1]],
    [0x0d, [0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0], "float32", [1, -2]],
    [0x0e, [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "float64", [1, 0]],
  ])("numbers of type %i are read big-endian", (type, data, dtype, values) => {
    const array = decodeIdx(Uint8Array.of(0, 0, type, 2, 0, 0, 0, 2, 0, 0, 0, 1, ...data), "t");
    expect(array.dtype).toBe(dtype);
    expect(array.shape).toEqual([2, 1]);
    expect([...array.data]).toEqual(values);
  });

  test.each([
    [[0, 0, 8], 3, "expected the magic number of idx, got the end of the file"],
    [[0, 1, 8, 1], 0, "expected the magic number of idx, got the bytes 0 1 8 1"],
    [[0, 0, 10, 1], 0, "expected the magic number of idx, got the bytes 0 0 10 1"],
    [[0, 0, 8, 0], 3, "expected the extents of the axes, got 0 axes in 4 bytes"],
    [[0, 0, 8, 255], 3, "expected the extents of the axes, got 255 axes in 4 bytes"],
    [[0, 0, 8, 1, 0, 0, 0, 3, 1, 2], 4, "expected [3] numbers in 3 bytes, got 2"],
    [[0, 0, 8, 1, 255, 255, 255, 255, 1], 4, "expected [4294967295] numbers"],
  ])("a damaged file is refused where the damage is (case %#)", (bytes, byteOffset, message) => {
    const attempt = (): unknown => decodeIdx(Uint8Array.from(bytes), "t");
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(`t, byte ${byteOffset}: ${message}`);
  });
});
