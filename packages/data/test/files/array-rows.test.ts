import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeNpy, decodeNpz, encodeNpy, encodeNpz } from "@erlangen/data";
import type { NumericArray } from "@erlangen/data";
import { openArrayRows, readMatrix } from "@erlangen/data/files";
import { ArgumentError, ErlangenError, FormatError, Random } from "@erlangen/numerics";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mutate } from "../formats/mutate.ts";
import { npyFile, npyHeader } from "../formats/npy/npy-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-arrays-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const rows = 70;
const columns = 6;
const values = Float32Array.from({ length: rows * columns }, (_, i) => i / 8);
const matrix: NumericArray = { dtype: "float32", shape: [rows, columns], data: values };

/** The matrix, or its [70, 2, 3] reading, with the first axis fastest. */
function columnMajor(shape: string): Uint8Array {
  const turned = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const column = shape.split(",").length === 3 ? Math.floor(j / 3) + 2 * (j % 3) : j;
      turned[column * rows + i] = values[i * columns + j];
    }
  }
  return npyFile(npyHeader("<f4", shape, "True"), new Uint8Array(turned.buffer));
}

async function blocksOf(path: string, blockRows: number | undefined): Promise<number[][]> {
  const blocks: number[][] = [];
  for await (const block of await openArrayRows(path, { blockRows })) blocks.push([...block]);
  return blocks;
}

describe("arrays in files", () => {
  const files: readonly (readonly [string, string, () => Uint8Array | string])[] = [
    ["row-major npy", "c.npy", () => encodeNpy(matrix)],
    ["column-major npy", "f.npy", () => columnMajor(`(${rows}, ${columns})`)],
    ["column-major npy of three axes", "f3.npy", () => columnMajor(`(${rows}, 2, 3)`)],
    ["stored npz", "s.npz:x", () => encodeNpz({ x: matrix, y: matrix })],
    ["deflated npz", "d.npz:x", () => encodeNpz({ x: matrix, y: matrix }, { compress: true })],
    ["only array of an npz", "one.npz", () => encodeNpz({ x: matrix })],
    ["column-major npz", "f.npz", () => zipSync({ "x.npy": columnMajor(`(${rows}, ${columns})`) })],
    [
      "csv",
      "t.csv",
      () =>
        Array.from({ length: rows }, (_, i) =>
          values.slice(i * columns, (i + 1) * columns).join(","),
        ).join("\n"),
    ],
  ];

  test.each(files)("the rows of a %s come in blocks, and whole", async (_, name, contents) => {
    await put(name.replace(/:.*/, ""), contents());
    const path = join(folder, name);
    for (const blockRows of [1, 32, rows, 1000, undefined]) {
      const blocks = await blocksOf(path, blockRows);
      expect(blocks.flat()).toEqual([...values]);
      expect(blocks.length).toBe(Math.ceil(rows / Math.min(rows, blockRows ?? rows)));
    }
    const whole = await readMatrix(path);
    expect([whole.rows, whole.columns]).toEqual([rows, columns]);
    expect([...whole.data]).toEqual([...values]);
  });

  test("half and single stay single, everything else becomes double", async () => {
    const single = await openArrayRows(await put("a.npy", encodeNpy(matrix)));
    expect(single).toMatchObject({ rows, columns, shape: [rows, columns], dtype: "float32" });
    expect((await readMatrix(single.source)).data).toBeInstanceOf(Float32Array);
    const data = BigInt64Array.of(-5n, 2n ** 53n - 1n);
    const path = await put("i.npy", encodeNpy({ dtype: "int64", shape: [2], data }));
    expect(await readMatrix(path)).toEqual({
      rows: 2,
      columns: 1,
      data: Float64Array.of(-5, 2 ** 53 - 1),
    });
  });

  test("an integer that a double does not hold is refused with its byte", async () => {
    const data = BigInt64Array.of(1n, 2n ** 53n + 1n);
    const path = await put("big.npy", encodeNpy({ dtype: "int64", shape: [2], data }));
    await expect(readMatrix(path)).rejects.toThrow(FormatError);
    await expect(readMatrix(path)).rejects.toThrow(
      `${path}, byte 136: expected integers up to 2^53, got 9007199254740993`,
    );
  });

  test("numbers that are not finite are refused with row and column, or let through", async () => {
    const data = values.slice();
    data[41 * columns + 2] = NaN;
    const path = await put("nan.npy", encodeNpy({ ...matrix, data }));
    await expect(readMatrix(path)).rejects.toThrow(ArgumentError);
    await expect(blocksOf(path, 8)).rejects.toThrow(
      `expected finite numbers in ${JSON.stringify(path)}, got NaN in row 41, column 2 (counted from 0)`,
    );
    expect((await readMatrix(path, { allowNonFinite: true })).data[41 * columns + 2]).toBeNaN();
    const text = await put("inf.csv", "1,2\n3,inf\n");
    await expect(readMatrix(text)).rejects.toThrow("got Infinity in row 1, column 1");
  });

  test("an array larger than the limit is refused before memory is taken for it", async () => {
    const path = await put("large.npy", encodeNpy(matrix));
    await expect(readMatrix(path, { maxBytes: 4 * rows * columns - 1 })).rejects.toThrow(
      "expected at most 1679 bytes of numbers",
    );
    const text = await put("large.csv", "1\n2\n3\n");
    await expect(readMatrix(text, { maxBytes: 16 })).rejects.toThrow("got 24; raise maxBytes");
  });

  test.each([
    ["(0, 3)", "expected rows of numbers"],
    ["()", "expected rows of numbers"],
    ["(5, 0)", "expected rows of numbers"],
  ])("an array of shape %s has no rows", async (shape, message) => {
    const data = new Uint8Array(shape === "()" ? 8 : 0);
    const path = await put("empty.npy", npyFile(npyHeader("<f8", shape), data));
    await expect(openArrayRows(path)).rejects.toThrow(message);
  });

  test("paths without an array are refused with what would do", async () => {
    await put("two.npz", encodeNpz({ x: matrix, y: matrix }));
    await expect(openArrayRows(join(folder, "two.npz"))).rejects.toThrow(
      'to hold one array, got "x", "y"; name one, as in',
    );
    await expect(openArrayRows(join(folder, "two.npz:z"))).rejects.toThrow(
      'to hold "z", got "x", "y"',
    );
    await expect(openArrayRows("x.pkl")).rejects.toThrow(
      'openArrayRows: expected a path that ends with .npy, .npz, .npz:NAME, .csv or .tsv, got "x.pkl"',
    );
    await expect(openArrayRows(join(folder, "none.npy"))).rejects.toThrow(
      "openArrayRows: expected a file that can be read",
    );
    await expect(openArrayRows(join(folder, "none.npy"), { blockRows: 0 })).rejects.toThrow(
      "expected blockRows to be a positive integer, got 0",
    );
  });

  test("damaged files are read exactly when the decoder in memory reads them, to the same numbers", async () => {
    const random = Random.fromSeed(5);
    const seeds = [
      ["m.npy", encodeNpy(matrix)],
      ["m.npz", encodeNpz({ x: matrix }, { compress: true })],
      ["m.npz", encodeNpz({ x: matrix })],
    ] as const;
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const [name, seed] = seeds[i % 3];
      const bytes = mutate(seed, random.split(i));
      const path = await put(name, bytes);
      const expected = await outcome(() => numbersOf(name, bytes));
      const actual = await outcome(async () => [
        ...(await readMatrix(path, { allowNonFinite: true })).data,
      ]);
      if (expected === undefined) refused++;
      else if (actual !== undefined) expect(actual).toEqual(expected);
      if (expected === undefined) expect(actual).toBeUndefined();
    }
    expect(refused).toBeGreaterThan(100);
  });
});

function numbersOf(name: string, bytes: Uint8Array): number[] {
  const array = name === "m.npy" ? decodeNpy(bytes, "t") : [...decodeNpz(bytes, "t").values()][0];
  return Array.from<number | bigint, number>(array.data, Number);
}

/** The numbers, or `undefined` when they are refused for a reason. */
async function outcome(read: () => number[] | Promise<number[]>): Promise<number[] | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ErlangenError) return undefined;
    throw error;
  }
}
