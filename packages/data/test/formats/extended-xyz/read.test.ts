import { parseExtendedXyz, readExtendedXyz } from "@erlangen/data";
import type { ExtendedXyzOptions, Frame } from "@erlangen/data";
import { ArgumentError, FormatError } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";

/** The error that parsing `text` must give, as its message and the character at its offset. */
function refusal(text: string, options?: ExtendedXyzOptions): FormatError {
  try {
    parseExtendedXyz(text, { source: "f.xyz", ...options });
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  throw new Error("expected a refusal");
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function collect(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

const atom = "1\nProperties=species:S:1:pos:R:3";

describe("reading extended xyz", () => {
  test("a frame with lattice, forces, energy and other properties keeps them all", () => {
    const [frame] = parseExtendedXyz(
      [
        "2",
        'Lattice="4 0 0 0 5 0 1 0 6" Properties=species:S:1:pos:R:3:forces:R:3:tag:I:1:fixed:L:1:site:S:2:v:R:2 ' +
          'energy=-1.5 pbc="T F T" config_type=bulk name="two words" stress="1 2 3 4 5 6" done',
        "H 0 0.5 1 -1 -2 -3 7 T a b 0.1 0.2",
        "8 1e-3 .5 -4. 1 2 3 -8 F c d 0.3 0.4",
        "",
      ].join("\n"),
    );
    expect([...frame.atomicNumbers]).toEqual([1, 8]);
    expect([...frame.positions]).toEqual([0, 0.5, 1, 0.001, 0.5, -4]);
    expect(frame.forces).toEqual(Float64Array.of(-1, -2, -3, 1, 2, 3));
    expect(frame.energy).toBe(-1.5);
    expect(frame.lattice).toEqual(Float64Array.of(4, 0, 0, 0, 5, 0, 1, 0, 6));
    expect(frame.pbc).toEqual([true, false, true]);
    expect(Object.fromEntries(frame.info)).toEqual({
      config_type: "bulk",
      name: "two words",
      stress: [1, 2, 3, 4, 5, 6],
      done: true,
    });
    expect(frame.arrays.get("tag")).toEqual({
      type: "I",
      width: 1,
      values: Float64Array.of(7, -8),
    });
    expect(frame.arrays.get("fixed")).toEqual({ type: "L", width: 1, values: Uint8Array.of(1, 0) });
    expect(frame.arrays.get("site")).toEqual({ type: "S", width: 2, values: ["a", "b", "c", "d"] });
    expect(frame.arrays.get("v")).toEqual({
      type: "R",
      width: 2,
      values: Float64Array.of(0.1, 0.2, 0.3, 0.4),
    });
  });

  test("plain xyz reads without any key, and its comment is kept", () => {
    const frames = parseExtendedXyz("1\nwater, cold\nO 0 0 0\n1\n\n6\t1 2 3");
    expect(frames.map((frame) => [...frame.atomicNumbers])).toEqual([[8], [6]]);
    expect(frames[0].info.get("comment")).toBe("water, cold");
    expect(frames[1].info.size).toBe(0);
    expect(frames[1].pbc).toEqual([false, false, false]);
  });

  test("a plain comment with keys gives its energy", () => {
    const [frame] = parseExtendedXyz("1\nenergy=-2.5 source=dft\nO 0 0 0\n");
    expect(frame.energy).toBe(-2.5);
    expect(frame.info.get("source")).toBe("dft");
  });

  test("exponents of Fortran and Mathematica, CR LF, a byte order mark and trailing blank lines are understood", () => {
    const [frame, ...rest] = parseExtendedXyz(
      "\ufeff1\r\n\r\nH 1.5D+02 -2.5d-1 3*^-2\r\n\r\n  \r\n",
    );
    expect([...frame.positions]).toEqual([150, -0.25, 0.03]);
    expect(rest).toEqual([]);
  });

  test("a lattice without pbc repeats along all three vectors", () => {
    const [frame] = parseExtendedXyz('1\nLattice="1 0 0 0 1 0 0 0 1"\nH 0 0 0\n');
    expect(frame.pbc).toEqual([true, true, true]);
  });

  test("values are numbers, truth values, words, quoted texts, and lists in brackets, braces and quotes", () => {
    const [frame] = parseExtendedXyz(
      `${atom} i=3 x=-1.5e3 t=T f=false w=a/b=c q="say \\"hi\\"\\n\\\\" l=[1, 2.5] m=[[1,2],[3,4]] b={T F} ` +
        's={a "b c"} mixed=[1, x] none=[] n="7" spaced = 4 "odd key"=5 id=12345678901234567890 umlaut="ä" \nH 0 0 0\n',
    );
    expect(Object.fromEntries(frame.info)).toEqual({
      i: 3,
      x: -1500,
      t: true,
      f: false,
      w: "a/b=c",
      q: 'say "hi"\n\\',
      l: [1, 2.5],
      m: [
        [1, 2],
        [3, 4],
      ],
      b: [true, false],
      s: ["a", "b c"],
      mixed: ["1", "x"],
      none: [],
      n: "7",
      spaced: 4,
      "odd key": 5,
      id: "12345678901234567890",
      umlaut: "ä",
    });
  });

  test("energy and forces are found under standard names, or under the keys that are asked for", () => {
    const text =
      "1\nProperties=species:S:1:pos:R:3:forces:R:3:dft_forces:R:3 Energy=1 dft_energy=2\nH 0 0 0 1 1 1 2 2 2\n";
    const [standard] = parseExtendedXyz(text);
    expect([standard.energy, standard.forces?.[0]]).toEqual([1, 1]);
    expect(standard.info.get("dft_energy")).toBe(2);
    const [asked] = parseExtendedXyz(text, { energyKey: "dft_energy", forcesKey: "dft_forces" });
    expect([asked.energy, asked.forces?.[0]]).toEqual([2, 2]);
    expect(asked.arrays.get("forces")?.values[0]).toBe(1);
    expect(refusal(text, { energyKey: "E" }).message).toContain('expected the key "E" (energyKey)');
    expect(refusal(text, { forcesKey: "F" }).message).toContain(
      "expected a property F:R:3 (forcesKey)",
    );
  });

  test("frames without energy or forces are refused where labels are asked for, at the byte of the comment", () => {
    const frame = (comment: string): string => `1\n${comment}\nH 0 0 0 1 1 1\n`;
    const layout = "Properties=species:S:1:pos:R:3:forces:R:3";
    const whole = frame(`${layout} energy=1`);
    expect(parseExtendedXyz(whole, { labelled: true })).toHaveLength(1);
    const unlabelled = refusal(whole + frame(layout), { labelled: true });
    expect(unlabelled.message).toContain(
      'expected the key "energy" or "Energy" (name another by energyKey), got a line without it',
    );
    expect(unlabelled.byteOffset).toBe(whole.length + 2);
    const other = whole.replace("forces:R:3", "velo:R:3");
    expect(refusal(other, { labelled: true }).message).toContain(
      "expected a property forces:R:3 or force:R:3 (name another by forcesKey), got none",
    );
    expect(
      parseExtendedXyz(whole.replace("energy=1", "E=1"), { labelled: true, energyKey: "E" })[0]
        .energy,
    ).toBe(1);
  });

  test("a species that is no element is refused, or kept with its label", () => {
    const text = "2\n\nH 0 0 0\nCG1 1 0 0\n";
    expect(refusal(text).message).toBe(
      'f.xyz, byte 11: expected an element symbol or an atomic number (unknownSpecies: "keep" takes other labels), got "CG1"',
    );
    const [frame] = parseExtendedXyz(text, { unknownSpecies: "keep" });
    expect([...frame.atomicNumbers]).toEqual([1, 0]);
    expect(frame.arrays.get("species")?.values).toEqual(["H", "CG1"]);
  });

  test("a stream gives the same frames whatever the size of its chunks", async () => {
    const text =
      '2\r\nProperties=species:S:1:pos:R:3 name="ä"\r\nH 0 0 1\r\nHe 1 2 3\r\n1\n\nC 1 2 3';
    const bytes = new TextEncoder().encode(text);
    const whole = parseExtendedXyz(bytes);
    expect(whole).toHaveLength(2);
    for (let size = 1; size <= bytes.length; size++) {
      expect(await collect(readExtendedXyz(inChunks(bytes, size)))).toEqual(whole);
    }
  });

  test("a reader that stops early closes the source", async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new TextEncoder().encode("1\n\nH 0 0 0\n");
      } finally {
        closed = true;
      }
    }
    for await (const frame of readExtendedXyz(source())) {
      expect(frame.atomicNumbers).toHaveLength(1);
      break;
    }
    expect(closed).toBe(true);
  });

  test.each([
    ["x\n", 0, 'expected a positive number of atoms, got "x"'],
    ["1\n\nH 0 0 0\n-1\n", 11, 'expected a positive number of atoms, got "-1"'],
    ["0\n\n", 0, 'expected a positive number of atoms, got "0"'],
    [
      " 1000000000000000\n",
      1,
      'expected at most 1000000 atoms, got "1000000000000000"; raise maxAtoms if it is meant',
    ],
    ["1", 1, "expected a comment line, got the end of the input"],
    ["2\n\nH 0 0 0\n", 11, "expected atom 2 of 2, got the end of the input"],
    [
      "1\n\nH 0 0\n",
      8,
      "expected 4 columns for atom 1 of 1 (species x y z; a Properties key declares others), got 3",
    ],
    [
      "1\n\nH 0 0 0 1\n",
      11,
      "expected 4 columns for atom 1 of 1 (species x y z; a Properties key declares others), got more",
    ],
    [
      "2\n\nH 0 0 0\n\nH 0 0 0\n",
      11,
      "expected 4 columns for atom 2 of 2 (species x y z; a Properties key declares others), got 0",
    ],
    ["1\n\nH 0 nan 0\n", 7, 'expected a finite number in "pos", got "nan"'],
    ["1\n\nH 0 0 -inf\n", 9, 'expected a finite number in "pos", got "-inf"'],
    ["1\n\nH 1e999 0 0\n", 5, 'expected a finite number in "pos", got "1e999"'],
    ["1\n\nH 0x10 0 0\n", 5, 'expected a finite number in "pos", got "0x10"'],
    [
      "1\n\n119 0 0 0\n",
      3,
      'expected an element symbol or an atomic number (unknownSpecies: "keep" takes other labels), got "119"',
    ],
    [`${atom} energy=nan\nH 0 0 0\n`, 40, 'expected a finite number for "energy", got "nan"'],
    [`${atom} energy=1e999\nH 0 0 0\n`, 40, 'expected a finite number for "energy", got "1e999"'],
    [`${atom} a="x\nH 0 0 0\n`, 35, "expected a closing quote, got the end of the line"],
    [`${atom} a="x"y\nH 0 0 0\n`, 38, 'expected a space, got "y"'],
    [`${atom} a=\nH 0 0 0\n`, 35, "expected a value after =, got the end of the line"],
    [`${atom} =1\nH 0 0 0\n`, 33, 'expected a key, got "=1"'],
    [
      `${atom} a=[1, 2\nH 0 0 0\n`,
      40,
      "expected a comma or a closing bracket, got the end of the line",
    ],
    [`${atom} a=[[[[[1]]]]]\nH 0 0 0\n`, 39, "expected lists at most 4 deep, got a deeper one"],
    [`${atom} a={1 2\nH 0 0 0\n`, 39, "expected a list element, got the end of the line"],
    [`${atom} a=1 a=2\nH 0 0 0\n`, 37, 'expected each key once, got "a" again'],
    [
      `${atom} Lattice="1 0 0"\nH 0 0 0\n`,
      41,
      'expected Lattice to be nine finite numbers, got "1 0 0"',
    ],
    [`${atom} pbc="T T"\nH 0 0 0\n`, 37, 'expected pbc to be three truth values, got "true true"'],
    [`${atom} pbc="T T F"\nH 0 0 0\n`, 37, "expected a Lattice, since pbc is true, got none"],
    ["1\nProperties=species:S:1\nH\n", 13, "expected a property pos:R:3, got none"],
    ["1\nProperties=pos:R:3\n0 0 0\n", 13, "expected a property species:S:1 or Z:I:1, got none"],
    [
      "1\nProperties=a:S\nH\n",
      13,
      "expected Properties to be name:type:width triples, got 2 words",
    ],
    ["1\nProperties=a:Q:1\nH\n", 13, 'expected the type S, R, I or L for "a", got "Q"'],
    [
      "1\nProperties=species:S:1:pos:R:3:x:R:999999999\nH\n",
      13,
      'expected 1 to 1024 columns in all, got "999999999"',
    ],
    [
      "1\nProperties=species:S:1:pos:R:3:pos:R:3\nH\n",
      13,
      'expected each property to have a name of its own, got "pos"',
    ],
    [
      "1\nProperties=Z:I:1:pos:R:3:n:I:1\n1 0 0 0 1.5\n",
      41,
      'expected an integer in "n", got "1.5"',
    ],
    ["1\nProperties=Z:I:1:pos:R:3:n:L:1\n1 0 0 0 yes\n", 41, 'expected T or F in "n", got "yes"'],
    ["1\n\u0000\nH 0 0 0\n", 2, "expected text, got the control character 0x00"],
  ])("%j is refused at byte %i: %s", (text, byteOffset, message) => {
    const error = refusal(text);
    expect(error.message).toBe(`f.xyz, byte ${byteOffset}: ${message}`);
    expect(error.byteOffset).toBe(byteOffset);
    expect(error.source).toBe("f.xyz");
  });

  test("text that is not UTF-8 is refused at its first byte beyond ASCII", () => {
    const bytes = Uint8Array.from(`${atom} a=\xff\nH 0 0 0\n`, (c) => c.charCodeAt(0));
    expect(() => parseExtendedXyz(bytes)).toThrow(
      "<input>, byte 35: expected text in UTF-8, got the byte 0xff in no valid sequence",
    );
  });

  test("limits and chunks of the wrong kind are refused by name", async () => {
    expect(() => parseExtendedXyz("", { maxAtoms: 0 })).toThrow(
      "parseExtendedXyz: expected maxAtoms to be a positive integer, got 0",
    );
    async function* texts(): AsyncGenerator<Uint8Array> {
      yield "1\n" as unknown as Uint8Array;
    }
    await expect(collect(readExtendedXyz(texts()))).rejects.toThrow(ArgumentError);
    await expect(collect(readExtendedXyz(texts()))).rejects.toThrow(
      "readExtendedXyz: expected bytes to give Uint8Array chunks, got string; set no text encoding",
    );
  });
});
