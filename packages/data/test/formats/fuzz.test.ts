import { env } from "node:process";
import {
  decodeIdx,
  decodeNpy,
  decodeNpz,
  encodeNpy,
  encodeNpz,
  gunzip,
  parseCsv,
} from "@erlangen/data";
import type { NumericArray } from "@erlangen/data";
import { FormatError, Random } from "@erlangen/numerics";
import { gzipSync } from "fflate";
import { expect, test } from "vitest";
import { mutate } from "./mutate.ts";

/** The whole number of cases; `ERLANGEN_FUZZ_CASES=1000000` is the long run. */
const cases = Number(env["ERLANGEN_FUZZ_CASES"] ?? 20_000);
const mostBytes = 2 ** 20;

const matrix: NumericArray = {
  dtype: "float64",
  shape: [3, 4],
  data: new Float64Array(12).fill(0.5),
};
const halves: NumericArray = { dtype: "float16", shape: [2, 3, 2], data: new Float32Array(12) };
const labels: NumericArray = {
  dtype: "int64",
  shape: [5],
  data: BigInt64Array.of(1n, 2n, 3n, 4n, 5n),
};
const zeros: NumericArray = { dtype: "uint8", shape: [40_000], data: new Uint8Array(40_000) };

const decoders = {
  npy: (bytes: Uint8Array) => [decodeNpy(bytes, "mutant")],
  npz: (bytes: Uint8Array) => [...decodeNpz(bytes, "mutant", { maxBytes: mostBytes }).values()],
  idx: (bytes: Uint8Array) => [decodeIdx(bytes, "mutant")],
  gzip: (bytes: Uint8Array) => [{ shape: [], data: gunzip(bytes, "mutant", mostBytes) }],
  csv: (bytes: Uint8Array) => {
    const { rows, columns, data } = parseCsv(bytes, { source: "mutant" });
    return [{ shape: [rows, columns], data }];
  },
};

const seeds: readonly (readonly [keyof typeof decoders, Uint8Array])[] = [
  ["npy", encodeNpy(matrix)],
  ["npy", encodeNpy(halves)],
  ["npy", encodeNpy(labels)],
  ["npz", encodeNpz({ matrix, labels })],
  ["npz", encodeNpz({ matrix, halves }, { compress: true })],
  ["npz", encodeNpz({ zeros }, { compress: true })],
  ["idx", Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6)],
  ["gzip", gzipSync(new Uint8Array(5000), { mtime: 0 })],
  ["csv", new TextEncoder().encode('a,"b"\n1,2e3\n-3.5,nan\n')],
];

test(`${cases} damaged files give numbers that fit their shape, or a FormatError inside the file`, () => {
  const random = Random.fromSeed(20261121);
  const outcomes = { read: 0, refused: 0 };
  for (let start = 0; start < cases; start += 1000) {
    const draws = random.split(start / 1000);
    for (let i = start; i < Math.min(start + 1000, cases); i++) {
      const [format, seed] = seeds[i % seeds.length];
      const bytes = mutate(seed, draws.split(i % 1000));
      try {
        let total = 0;
        for (const { shape, data } of decoders[format](bytes)) {
          total += data.byteLength;
          const size = shape.reduce((product, extent) => product * extent, 1);
          if (format !== "gzip" && size !== data.length) throw new Error(`case ${i}: wrong size`);
        }
        if (total > 2 * mostBytes) throw new Error(`case ${i}: ${total} bytes`);
        outcomes.read++;
      } catch (error) {
        const inside =
          error instanceof FormatError &&
          Number.isInteger(error.byteOffset) &&
          error.byteOffset >= 0 &&
          error.byteOffset <= (error.source === "mutant" ? bytes.length : mostBytes);
        if (!inside) throw new Error(`case ${i} (${format}): ${String(error)}`, { cause: error });
        outcomes.refused++;
      }
    }
  }
  // Most damage is found, and some files stay whole: both ways are walked.
  expect(outcomes.read).toBeGreaterThan(cases / 50);
  expect(outcomes.refused).toBeGreaterThan(cases / 3);
}, 3_600_000);
