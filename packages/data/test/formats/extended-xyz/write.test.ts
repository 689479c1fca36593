import { createFrame, formatExtendedXyz, parseExtendedXyz } from "@erlangen/data";
import type { AtomColumn, InfoValue } from "@erlangen/data";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frames } from "./frames.ts";

const single = { atomicNumbers: Uint8Array.of(1), positions: new Float64Array(3) };
const withInfo = (key: string, value: InfoValue) =>
  createFrame({ ...single, info: new Map([[key, value]]) });
const withArray = (name: string, column: AtomColumn) =>
  createFrame({ ...single, arrays: new Map([[name, column]]) });

describe("writing extended xyz", () => {
  test("what is written reads back as the same frames, to the bit", () => {
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 3 }), (written) => {
        const text = written.map((frame) => formatExtendedXyz(frame)).join("");
        expect(parseExtendedXyz(text)).toEqual(written);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test("energy and forces under other names read back by these names", () => {
    const names = { energyKey: "dft_energy", forcesKey: "dft_forces" };
    const frame = createFrame({
      ...single,
      energy: -0,
      forces: Float64Array.of(5e-324, 1.7976931348623157e308, 0.1),
      info: new Map([["energy", 3]]),
    });
    expect(parseExtendedXyz(formatExtendedXyz(frame, names), names)).toEqual([frame]);
  });

  test("labels of atoms that are no element survive", () => {
    const text = "2\nProperties=species:S:1:pos:R:3\nH 0 0 0\nCG1 1 0 0\n";
    const [frame] = parseExtendedXyz(text, { unknownSpecies: "keep" });
    expect(formatExtendedXyz(frame)).toBe(text);
  });

  test("mutations of valid files give frames or a FormatError inside the file, nothing else", () => {
    const mutations = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        remove: fc.integer({ min: 0, max: 20 }),
        insert: fc.oneof(
          fc.uint8Array({ maxLength: 8 }),
          fc
            .constantFrom(
              "\n",
              '"',
              "[",
              "{",
              "=",
              "1e999",
              "nan",
              "-1",
              "99999999999",
              "Lattice=",
              ":R:3",
              "\\",
            )
            .map((s) => new TextEncoder().encode(s)),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 2 }), mutations, (valid, edits) => {
        let bytes = [
          ...new TextEncoder().encode(valid.map((frame) => formatExtendedXyz(frame)).join("")),
        ];
        for (const { at, remove, insert } of edits) {
          bytes = bytes.toSpliced(Math.floor(at * bytes.length), remove, ...insert);
        }
        expectFramesOrRefusal(Uint8Array.from(bytes));
      }),
      { numRuns: 2000, seed: 2 },
    );
  });

  test("binary junk gives a FormatError inside it, or holds nothing but space", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000, size: "max" }), expectFramesOrRefusal), {
      numRuns: 1000,
      seed: 3,
    });
  });

  test("every truncation of a file gives its whole frames, or a FormatError at its end or in its last line", () => {
    const frame = createFrame({ ...single, energy: 1.5, forces: Float64Array.of(1, 2, 3) });
    const bytes = new TextEncoder().encode(formatExtendedXyz(frame).repeat(2));
    for (let length = 0; length < bytes.length; length++)
      expectFramesOrRefusal(bytes.subarray(0, length));
    expect(parseExtendedXyz(bytes)).toEqual([frame, frame]);
  });

  test.each([
    [
      "Properties",
      1,
      'expected info to leave the key "Properties" to the frame, got a value for it',
    ],
    ["energy", 1, 'expected info to leave the key "energy" to the frame, got a value for it'],
    ["a", "1 2 3", 'expected a value that extended xyz can hold for "a", got "1 2 3"'],
    ["a", "bell \u0007", 'expected a value that extended xyz can hold for "a", got "bell \\u0007"'],
    ["a", Number.NaN, 'expected a value that extended xyz can hold for "a", got null'],
    ["", 1, 'expected a value that extended xyz can hold for "", got 1'],
    ["a", [1, "b"], 'expected a value that extended xyz can hold for "a", got [1,"b"]'],
  ] satisfies [string, InfoValue, string][])(
    "info %j = %j is refused: %s",
    (key, value, message) => {
      expect(() => formatExtendedXyz(withInfo(key, value))).toThrow(ArgumentError);
      expect(() => formatExtendedXyz(withInfo(key, value))).toThrow(
        `formatExtendedXyz: ${message}`,
      );
    },
  );

  test.each([
    [
      "two words",
      { type: "R", width: 1, values: Float64Array.of(1) },
      "expected the name of an array",
    ],
    ["pos", { type: "R", width: 1, values: Float64Array.of(1) }, "expected the name of an array"],
    [
      "n",
      { type: "I", width: 1, values: Float64Array.of(1.5) },
      'expected integers in the array "n" of type I, got 1.5',
    ],
    [
      "s",
      { type: "S", width: 1, values: ["a b"] },
      'expected words without spaces in the array "s", got "a b"',
    ],
    [
      "species",
      { type: "S", width: 1, values: ["He"] },
      'expected the array "species" to label atom 0 of atomic number 1, got "He"',
    ],
  ] satisfies [string, AtomColumn, string][])(
    "the array %j is refused when the format has no words for it",
    (name, column, message) => {
      expect(() => formatExtendedXyz(withArray(name, column))).toThrow(
        `formatExtendedXyz: ${message}`,
      );
    },
  );
});

function expectFramesOrRefusal(bytes: Uint8Array): void {
  try {
    for (const frame of parseExtendedXyz(bytes, { source: "mutant" })) {
      expect(createFrame(frame)).toEqual(frame);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.source).toBe("mutant");
    expect(error.byteOffset).toBeGreaterThanOrEqual(0);
    expect(error.byteOffset).toBeLessThanOrEqual(bytes.length);
  }
}
