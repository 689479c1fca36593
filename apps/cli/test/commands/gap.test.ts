import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeNpy, unitSphere } from "@erlangen/data";
import { representationGap } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

let folder: string;
const at = (name: string): string => join(folder, name);
const save = (name: string, shape: readonly number[], data: Float32Array): Promise<void> =>
  writeFile(at(name), encodeNpy({ dtype: "float32", shape, data }));

const random = Random.fromSeed(0);
const columns = 16;
const train = Float32Array.from(random.normal(60 * columns));
const test = Float32Array.from(random.normal(25 * columns));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-gap-"));
  await save("train.npy", [60, columns], train);
  await save("test.npy", [25, 4, 4], test);
  await save("narrow.npy", [25, 5], test.subarray(0, 125));
  await save("sphere.npy", [1500, 3], Float32Array.from(unitSphere(2).sample(random, 1500)));
  await save("twice.npy", [9, 1], Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 2));
  await save("nan.npy", [2, columns], Float32Array.from(test.subarray(0, 32)).fill(NaN, 21, 22));
  await save(
    "signs.npy",
    [2, 3, 3],
    Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, 0, 0, -1, 0, 0, 0, -1),
  );
});

afterAll(() => rm(folder, { recursive: true }));

describe("erlangen gap", () => {
  it("gives the gap of two files, on ONNX Runtime and on the host", async () => {
    const expected = await representationGap(test, train, { columns });
    for (const device of [[], ["--device", "host"]]) {
      const run = await capturedRun(["gap", at("train.npy"), at("test.npy"), "--json", ...device]);
      expect(run.code).toBe(0);
      expect(run.json()).toMatchObject({
        gap: expected.gap,
        standardError: expected.standardError,
        testSize: 25,
        outputSize: 60,
        columns,
        exact: true,
      });
    }
  });

  it("takes a group by name or as matrices, and writes a report", async () => {
    const plain = await capturedRun(["gap", at("train.npy"), at("test.npy"), "--json"]);
    const turned = await capturedRun([
      "gap",
      at("train.npy"),
      at("test.npy"),
      "--group",
      "D4",
      "--json",
      "--report",
      at("gap.html"),
    ]);
    expect(Number(turned.json()["gap"])).toBeLessThan(Number(plain.json()["gap"]));
    expect(turned.json()["group"]).toBe("D4 of 4 x 4 images");
    const page = await readFile(at("gap.html"), "utf8");
    expect(page).toContain("Representation gap");
    expect(page.match(/<svg/g)).toHaveLength(1);
    const sphere = at("sphere.npy");
    const gaps: unknown[] = [];
    for (const group of ["sign", at("signs.npy")]) {
      gaps.push(
        (await capturedRun(["gap", sphere, sphere, "--group", group, "--json"])).json()["gap"],
      );
    }
    expect(gaps).toEqual([0, 0]);
  });

  it("prints a line for people, and says when test rows are outputs", async () => {
    const { stdout, stderr } = await capturedRun(["gap", at("test.npy"), at("test.npy")]);
    expect(stdout).toMatch(/^gap 0\.00000 ± 0\.0 {3}25 test rows, 25 outputs, 16 columns\n$/);
    expect(stderr).toContain("25 test rows are outputs");
  });

  it.each([
    [["train.npy", "narrow.npy"], [], "with 16 columns like"],
    [["train.npy", "nan.npy"], [], "NaN"],
    [
      ["train.npy", "test.npy"],
      ["--group", "C5"],
      "expected --group as one of: sign; C4 or D4 of square images",
    ],
    [
      ["narrow.npy", "narrow.npy"],
      ["--group", "U(1)"],
      "expected an even number of columns for --group U(1), got 5",
    ],
    [
      ["narrow.npy", "narrow.npy"],
      ["--group", "C4"],
      "expected a square number of columns for --group C4 or D4, got 5",
    ],
    [
      ["train.npy", "test.npy"],
      ["--group", "SO(3)"],
      "expected columns to be a multiple of 3 for the group SO(3), got 16",
    ],
    [["train.npy", "missing.npy"], [], "missing.npy"],
  ])("refuses what does not fit (%#)", async (files, options, message) => {
    const run = await capturedRun(["gap", ...files.map(at), ...options]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });
});

describe("erlangen dimension", () => {
  it("estimates by all methods and plots the gap curve", async () => {
    const run = await capturedRun([
      "dimension",
      at("sphere.npy"),
      "--json",
      "--report",
      at("d.html"),
    ]);
    const { estimates } = run.json() as {
      readonly estimates: readonly {
        readonly method: string;
        readonly dimension: number;
        readonly standardError: number;
        readonly localSlopes?: readonly number[];
      }[];
    };
    expect(estimates.map(({ method }) => method)).toEqual(["gap", "twonn", "mle"]);
    for (const { dimension, standardError } of estimates) {
      expect(Math.abs(dimension - 2)).toBeLessThan(0.25);
      expect(standardError).toBeGreaterThan(0);
    }
    expect(estimates[0].localSlopes).toHaveLength(5);
    const page = await readFile(at("d.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(2);
  });

  it("takes one method, a group, and a seed", async () => {
    const run = await capturedRun([
      "dimension",
      at("sphere.npy"),
      "--method",
      "twonn",
      "--group",
      "SO(2):z",
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /^method +dimension +standard error.*\ntwonn +(0\.9|1\.)\d* +0\.\d+\n$/,
    );
    const seeds: unknown[] = [];
    const few = ["dimension", at("sphere.npy"), "--method", "gap", "--trials", "2", "--json"];
    for (const seed of ["1", "1", "2"]) {
      seeds.push((await capturedRun([...few, "--seed", seed])).json());
    }
    expect(seeds[0]).toEqual(seeds[1]);
    expect(seeds[0]).not.toEqual(seeds[2]);
  });

  it("names rows that are equal", async () => {
    const run = await capturedRun(["dimension", at("twice.npy")]);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain(
      "got rows 1 and 8 equal, 1 repeated in all; leave repetitions out",
    );
  });
});
