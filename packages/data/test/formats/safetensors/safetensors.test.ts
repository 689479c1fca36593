import { decodeSafetensors, encodeSafetensors } from "@erlangen/data";
import type { SafetensorEntry } from "@erlangen/data";
import { ArgumentError, FormatError, ShapeError } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 });

/** Entries whose bytes are arbitrary: every NaN payload must survive. */
const entries: fc.Arbitrary<SafetensorEntry> = fc
  .tuple(
    shapes,
    fc.uint8Array({ minLength: 27 * 8, maxLength: 27 * 8 }),
    fc.constantFrom(
      ["bool", Uint8Array] as const,
      ["uint8", Uint8Array] as const,
      ["int8", Int8Array] as const,
      ["uint16", Uint16Array] as const,
      ["int16", Int16Array] as const,
      ["float16", Uint16Array] as const,
      ["bfloat16", Uint16Array] as const,
      ["uint32", Uint32Array] as const,
      ["int32", Int32Array] as const,
      ["float32", Float32Array] as const,
      ["uint64", BigUint64Array] as const,
      ["int64", BigInt64Array] as const,
      ["float64", Float64Array] as const,
    ),
  )
  .map(([shape, bytes, [dtype, TypedArray]]) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const data = new TypedArray(Uint8Array.from(bytes).buffer, 0, size).slice();
    return { dtype, shape, data } as SafetensorEntry;
  });

const files = fc.record({
  tensors: fc.dictionary(
    fc.string({ unit: "binary" }).filter((name) => name !== "__metadata__"),
    entries,
  ),
  metadata: fc.dictionary(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })),
});

function bytesOf(entry: SafetensorEntry): number[] {
  return [...new Uint8Array(entry.data.buffer, entry.data.byteOffset, entry.data.byteLength)];
}

/** A file from a header text and data bytes. */
function file(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

describe("safetensors", () => {
  test("what is encoded decodes to the same bits, shapes and texts", () => {
    fc.assert(
      fc.property(files, ({ tensors, metadata }) => {
        const decoded = decodeSafetensors(encodeSafetensors(tensors, metadata), "t");
        expect({ ...decoded.metadata }).toEqual({ ...metadata });
        expect(Object.keys(decoded.tensors).toSorted()).toEqual(Object.keys(tensors).toSorted());
        for (const [name, entry] of Object.entries(tensors)) {
          const back = decoded.tensors[name];
          expect([back.dtype, back.shape]).toEqual([entry.dtype, entry.shape]);
          expect(back.data.constructor).toBe(entry.data.constructor);
          expect(bytesOf(back)).toEqual(bytesOf(entry));
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test("the bytes are those of the format: length, padded header, little-endian numbers", () => {
    const bytes = encodeSafetensors(
      { a: { dtype: "int32", shape: [2], data: Int32Array.of(1, -2) } },
      { format: "np" },
    );
    const header =
      '{"__metadata__":{"format":"np"},"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}   ';
    expect(bytes).toEqual(file(header, [1, 0, 0, 0, 254, 255, 255, 255]));
  });

  test("wider numbers come first, so that every tensor is aligned, and the order of the keys does not matter", () => {
    const b: SafetensorEntry = { dtype: "uint8", shape: [1], data: Uint8Array.of(7) };
    const a: SafetensorEntry = { dtype: "float64", shape: [1], data: Float64Array.of(0.5) };
    expect(encodeSafetensors({ a, b })).toEqual(encodeSafetensors({ b, a }));
    expect(encodeSafetensors({ b, a }).at(-1)).toBe(7);
  });

  test("a view into a larger buffer is read and written as itself alone", () => {
    const numbers = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    const bytes = encodeSafetensors({ x: { dtype: "float32", shape: [2], data: numbers } });
    const padded = Buffer.concat([Buffer.from([1, 2, 3]), bytes]).subarray(3);
    const { data } = decodeSafetensors(padded, "t").tensors["x"];
    expect(data).toEqual(Float32Array.of(1, 2));
    expect(data.buffer.byteLength).toBe(8);
  });

  test("mutations of valid files give tensors or a FormatError, nothing else", () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(files, edits, fc.nat({ max: 20 }), ({ tensors, metadata }, changes, cut) => {
        const bytes = encodeSafetensors(tensors, metadata);
        for (const [at, byte] of changes) bytes[at % Math.min(bytes.length, 200)] = byte;
        expectTensorsOrRefusal(bytes.subarray(0, Math.max(0, bytes.length - cut)));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test("binary junk gives a FormatError, or is an empty file by chance", () => {
    const junk = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(junk, (bytes) => {
        expectTensorsOrRefusal(bytes);
      }),
      { seed: 3 },
    );
  });

  test.each([
    [Uint8Array.of(1, 2), 2, "expected an 8-byte header length, got a file of 2 bytes"],
    [
      new Uint8Array(8).fill(255),
      0,
      "expected a header of at most 0 bytes, got the length 18446744073709551615",
    ],
    [file("[]"), 8, "expected a JSON object as header, got another JSON value"],
    [file('{"a" 1}'), 13, "expected a JSON header, got SyntaxError"],
    [file('{"a":1}'), 9, 'expected an object for "a", got 1'],
    [
      file(
        '{"é":1,"a":2}'.replace('"é":1,', '"é":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},'),
      ),
      62,
      'expected an object for "a", got 2',
    ],
    [file('{"a":{"dtype":"F8","shape":[],"data_offsets":[0,1]}}', [0]), 9, 'for "a", got "F8"'],
    [file('{"a":{"shape":[],"data_offsets":[0,1]}}', [0]), 9, 'for "a", got nothing'],
    [
      file('{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}', [0]),
      9,
      "expected a shape of non-negative integers",
    ],
    [
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}', [0]),
      9,
      "expected data_offsets of two non-negative integers",
    ],
    [
      file('{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', [0]),
      9,
      'expected data_offsets in order and within 1 bytes for "a", got [0, 2]',
    ],
    [
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1]}}', [0]),
      9,
      'expected 4 bytes by shape and dtype for "a", got 1 by data_offsets',
    ],
    [
      file('{"a":{"dtype":"U8","shape":[1e15,1e15],"data_offsets":[0,1]}}', [0]),
      9,
      "expected 1e+30 bytes by shape and dtype",
    ],
    [
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', [0, 0]),
      9,
      'expected data from byte 0 for "a", got from 1',
    ],
    [
      file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', [0, 0]),
      9,
      'expected tensors that fill 2 bytes for "a", got 1',
    ],
    [
      file('{"__metadata__":{"a":1}}'),
      9,
      'expected an object of texts for "__metadata__", got something else',
    ],
  ])("a damaged file is refused where the damage is (case %#)", (bytes, byteOffset, message) => {
    const refusal = expectTensorsOrRefusal(bytes);
    expect(refusal?.message).toContain(message);
    expect(refusal?.byteOffset).toBe(byteOffset);
  });

  test("a header longer than the limit is refused before it is read", () => {
    const bytes = encodeSafetensors({ a: { dtype: "uint8", shape: [0], data: new Uint8Array() } });
    expect(() => decodeSafetensors(bytes, "t", { maxHeaderBytes: 10 })).toThrow(
      "t, byte 0: expected a header of at most 10 bytes, got the length",
    );
  });

  test("tensors that cannot be written are named", () => {
    const data = Float32Array.of(1);
    expect(() => encodeSafetensors({ a: { dtype: "float32", shape: [2], data } })).toThrow(
      ShapeError,
    );
    expect(() => encodeSafetensors({ a: { dtype: "float32", shape: [2], data } })).toThrow(
      'encodeSafetensors: expected "a" of shape [2] with 2 entries, got 1',
    );
    const wrong = { dtype: "float64", shape: [1], data } as unknown as SafetensorEntry;
    expect(() => encodeSafetensors({ a: wrong })).toThrow(
      'encodeSafetensors: expected "a" to pair a dtype with its typed array, got float64 with Float32Array',
    );
    expect(() =>
      encodeSafetensors({ __metadata__: { dtype: "float32", shape: [1], data } }),
    ).toThrow(ArgumentError);
  });
});

function expectTensorsOrRefusal(bytes: Uint8Array): FormatError | undefined {
  try {
    decodeSafetensors(bytes, "mutant");
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.source).toBe("mutant");
    expect(error.byteOffset).toBeLessThanOrEqual(bytes.length);
    return error;
  }
}
