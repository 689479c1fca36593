import { readFileSync } from "node:fs";
import { decodeNpy, encodeNpy } from "@erlangen/data";
import type { NumericArray } from "@erlangen/data";
import { ArgumentError, FormatError, ShapeError } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { npyFile, npyHeader } from "./npy-file.ts";

interface GoldenArray {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly string[];
  readonly file: string;
}

const golden: { readonly arrays: readonly GoldenArray[] } = JSON.parse(
  readFileSync(new URL("../../golden/numpy-files.json", import.meta.url), "utf8"),
);

const arrays: fc.Arbitrary<NumericArray> = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
    fc.uint8Array({ minLength: 512, maxLength: 512 }),
    fc.constantFrom(
      ["bool", Uint8Array] as const,
      ["uint8", Uint8Array] as const,
      ["int8", Int8Array] as const,
      ["uint16", Uint16Array] as const,
      ["int16", Int16Array] as const,
      ["uint32", Uint32Array] as const,
      ["int32", Int32Array] as const,
      ["uint64", BigUint64Array] as const,
      ["int64", BigInt64Array] as const,
      ["float32", Float32Array] as const,
      ["float64", Float64Array] as const,
    ),
  )
  .map(([shape, bytes, [dtype, TypedArray]]) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const data = new TypedArray(Uint8Array.from(bytes).buffer, 0, size).slice();
    return { dtype, shape, data } as NumericArray;
  });

describe("npy", () => {
  test.each(golden.arrays)("numbers that NumPy wrote come back: $name", (array) => {
    const decoded = decodeNpy(Buffer.from(array.file, "base64"), "golden.npy");
    expect(decoded.dtype).toBe(array.dtype);
    expect(decoded.shape).toEqual(array.shape);
    const values = Array.from<number | bigint>(decoded.data);
    const expected = array.values.map((text) =>
      typeof values[0] === "bigint" ? BigInt(text) : Number(text.replace("inf", "Infinity")),
    );
    expect(values).toEqual(expected);
  });

  test("what is encoded decodes to the same bits", () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const decoded = decodeNpy(encodeNpy(array), "t");
        expect(decoded.dtype).toBe(array.dtype);
        expect(decoded.shape).toEqual(array.shape);
        expect([...new Uint8Array(decoded.data.buffer)]).toEqual([
          ...new Uint8Array(array.data.buffer),
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test("every half but the payload of NaN survives, and singles round to the nearest half", () => {
    const words = Uint16Array.from({ length: 65536 }, (_, word) => word).filter(
      (word) => (word & 0x7fff) <= 0x7c00,
    );
    const header = npyHeader("<f2", `(${words.length},)`);
    const halves = decodeNpy(npyFile(header, new Uint8Array(words.buffer)), "t");
    const again = encodeNpy(halves);
    expect([...new Uint16Array(again.slice(128).buffer)]).toEqual([...words]);

    // 1 + 2^-11 and 1 + 3 2^-11 lie half-way: ties go to the even fraction.
    const data = Float32Array.of(1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519.99, 65520, 2 ** -25, NaN);
    const rounded = decodeNpy(encodeNpy({ dtype: "float16", shape: [6], data }), "t");
    expect([...rounded.data]).toEqual([1, 1 + 2 ** -9, 65504, Infinity, 0, NaN]);
  });

  test("a file starts its numbers at a multiple of 64 bytes and ends its header with a newline", () => {
    const bytes = encodeNpy({ dtype: "int8", shape: [2], data: Int8Array.of(-1, 7) });
    expect(bytes.length).toBe(130);
    expect(bytes[127]).toBe(10);
    expect(new TextDecoder().decode(bytes.subarray(10, 127)).trimEnd()).toBe(
      "{'descr': '|i1', 'fortran_order': False, 'shape': (2,), }",
    );
  });

  test.each([
    ["|O", "Python objects would have to be unpickled, which can run code"],
    ["<c16", "complex numbers; save real and imaginary parts"],
    ["<f16", "a float wider than 64 bits; save array.astype(np.float64)"],
    ["<U8", "texts; save numbers"],
    ["|S4", "texts; save numbers"],
    ["<M8[ns]", "no known type; save array.astype(float)"],
    ["|V3", "raw or structured records"],
    ["<f3", "a float wider than 64 bits"],
    ["nonsense", "no known type"],
  ])("the dtype %s is refused with a remedy", (descriptor, remedy) => {
    const bytes = npyFile(npyHeader(descriptor, "(1,)"), [0, 0, 0, 0]);
    expect(() => decodeNpy(bytes, "t")).toThrow(FormatError);
    expect(() => decodeNpy(bytes, "t")).toThrow(
      `t, byte 20: expected real numbers or truth values, got dtype "${descriptor}": ${remedy}`,
    );
  });

  test.each([
    [Uint8Array.of(), 0, "expected the header of an npy file, got the end of the file"],
    [new TextEncoder().encode("PK\x03\x04"), 0, "expected an npy file (\\x93NUMPY), got the byte"],
    [npyFile(npyHeader("<f8", "(0,)")).subarray(0, 9), 9, "expected the header of an npy file"],
    [npyFile(npyHeader("<f8", "(0,)"), [], [4, 0]), 6, "expected npy version 1.0, 2.0 or 3.0"],
    [npyFile(npyHeader("<f8", "(0,)")).subarray(0, 40), 40, "expected a header of"],
    [npyFile("x".repeat(10_001)), 8, "expected a header of at most 10000 bytes, got 10001"],
    [npyFile(npyHeader("<f8", "(2,)"), new Uint8Array(15)), 83, "expected 16 bytes of numbers"],
    [npyFile(npyHeader("<f8", "(1,)"), new Uint8Array(9)), 76, "expected the end of the file"],
    [npyFile(npyHeader("<f8", "(99999999999, 99999999999)")), 60, "fewer than 2^50 numbers"],
    [npyFile(npyHeader("<f8", "(0, 9007199254740991, 9007199254740991)")), 60, "fewer than"],
    [npyFile(npyHeader("<f8", "(9007199254740993,)")), 60, "expected a shape of non-negative"],
    [npyFile(npyHeader("<f8", "(-1,)")), 60, "expected a shape of non-negative integers"],
    [npyFile(npyHeader("<f8", "(3)")), 62, "expected a comma in a tuple of one"],
    [npyFile(npyHeader("<f8", `(${"1,".repeat(65)})`)), 60, "expected at most 64 axes, got 65"],
    [npyFile(npyHeader("<f8", "((((1,),),),)")), 63, "expected lists at most 3 deep"],
    [npyFile(npyHeader("<f8", "(1,)", "1")), 44, "expected fortran_order to be True or False"],
    [npyFile(npyHeader("<f8", "(1,)", "exec")), 44, "expected a value, got"],
    [npyFile("{'descr': '<f8', 'shape': (), }"), 10, "expected the key 'fortran_order'"],
    [npyFile("{'descr': '<f8', 'descr': '<f4'}"), 27, "expected each key once"],
    [npyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (), 'x': 1}"), 68, "no other key"],
    [
      npyFile("{'descr': [('a', '<f8')], 'fortran_order': True, 'shape': ()}"),
      20,
      "expected one number type, got structured records",
    ],
    [npyFile("{'descr': '<f8"), 20, "expected a closing quote, got the end of the header"],
    [npyFile("{'de\\x73cr': '<f8'}"), 11, "expected a text without escapes, got a backslash"],
    [npyFile("__import__('os')"), 10, "expected a dictionary, got"],
    [npyFile(`${npyHeader("<f8", "(0,)")}; import os`), 68, "expected the end of the header"],
  ])("a damaged file is refused where the damage is (case %#)", (bytes, byteOffset, message) => {
    const refusal = refusalOf(bytes);
    expect(refusal?.message).toContain(message);
    expect(refusal?.byteOffset).toBe(byteOffset);
  });

  test("arrays that do not fit together are not written", () => {
    const data = Float32Array.of(1);
    expect(() => encodeNpy({ dtype: "float32", shape: [2], data })).toThrow(ShapeError);
    expect(() => encodeNpy({ dtype: "float32", shape: [2], data })).toThrow(
      "encodeNpy: expected data of shape [2] with 2 entries, got 1",
    );
    const wrong = { dtype: "float64", shape: [1], data } as unknown as NumericArray;
    expect(() => encodeNpy(wrong)).toThrow(ArgumentError);
    expect(() => encodeNpy(wrong)).toThrow(
      "encodeNpy: expected a dtype with its typed array, got float64 with Float32Array",
    );
  });
});

function refusalOf(bytes: Uint8Array): FormatError | undefined {
  try {
    decodeNpy(bytes, "t");
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
