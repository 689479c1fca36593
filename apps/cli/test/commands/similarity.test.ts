import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeNpy, encodeNpz } from "@erlangen/data";
import { cca, gulp, gulpPath, linearCka, procrustes, pwcca, ridgeCca } from "@erlangen/metrics";
import { Random } from "@erlangen/numerics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

let folder: string;
const at = (name: string): string => join(folder, name);
const random = Random.fromSeed(0);
const features = (name: string, columns: number) => ({
  rows: 50,
  columns,
  data: Float32Array.from(random.split(name).normal(50 * columns)),
});
const [a, b, c] = [features("a", 4), features("b", 6), features("c", 3)];
const npy = ({ rows, columns, data }: typeof a): Uint8Array =>
  encodeNpy({ dtype: "float32", shape: [rows, columns], data });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-similarity-"));
  await writeFile(at("a.npy"), npy(a));
  await writeFile(
    at("nets.npz"),
    encodeNpz({
      b: { dtype: "float32", shape: [50, 2, 3], data: b.data },
      c: { dtype: "float32", shape: [50, 3], data: c.data },
    }),
  );
  const text = Array.from({ length: 50 }, (_, i) =>
    [...c.data.slice(3 * i, 3 * i + 3), 7].join(","),
  );
  await writeFile(at("c.csv"), `x,y,z,dead\n${text.join("\n")}\n`);
  const nan = a.data.slice();
  nan[4 * 9 + 3] = NaN;
  await writeFile(at("nan.npy"), npy({ ...a, data: nan }));
  await writeFile(
    at("short.npy"),
    encodeNpy({ dtype: "float32", shape: [49, 4], data: a.data.slice(4) }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe("erlangen gulp", () => {
  it("gives the distances of two files, from npy, npz and csv", async () => {
    const lambdas = [0.001, 0.1, 10];
    const squares = gulpPath(a, b, { lambdas, squared: true });
    const run = await capturedRun([
      "gulp",
      at("a.npy"),
      at("nets.npz:b"),
      "--lambda",
      "0.001,0.1,10",
      "--json",
    ]);
    expect(run.code).toBe(0);
    expect(run.json()).toEqual({
      values: lambdas.map((lambda, i) => ({
        lambda,
        squared: squares[i],
        distance: Math.sqrt(squares[i]),
      })),
      rows: 50,
      columns: [4, 6],
    });
    const text = await capturedRun(["gulp", at("a.npy"), at("c.csv")]);
    const distance = gulp(a, c, { lambda: 0.01 });
    expect(text.stdout).toMatch(/^lambda 0\.01 {3}squared \d+\.\d+ {3}distance \d+\.\d+\n$/);
    expect(Number(text.stdout.split(" ").at(-1))).toBeCloseTo(distance, 4);
    expect(text.stderr).toContain("c: 1 of 4 columns are constant");
  });

  it("reads large arrays in blocks, to the same distances", async () => {
    // 2^28 multiplications of a decomposition are passed by 1100 x 500.
    const large = Array.from({ length: 2 }, (_, i) => ({
      rows: 1100,
      columns: 500,
      data: Float32Array.from(random.split(`large ${i}`).normal(1100 * 500)),
    }));
    for (const [i, array] of large.entries()) await writeFile(at(`large${i}.npy`), npy(array));
    const run = await capturedRun([
      "gulp",
      at("large0.npy"),
      at("large1.npy"),
      "--lambda",
      "0.001",
      "--json",
    ]);
    const { values } = run.json() as { readonly values: readonly { readonly squared: number }[] };
    const expected = gulp(large[0], large[1], { lambda: 0.001, squared: true, method: "gram" });
    expect(values[0].squared / expected).toBeCloseTo(1, 9);
    const cka = await capturedRun(["similarity", at("large0.npy"), at("large1.npy"), "--json"]);
    expect(cka.json()["value"]).toBeCloseTo(linearCka(large[0], large[1]), 10);
  });

  it("writes a report with the path", async () => {
    const run = await capturedRun([
      "gulp",
      at("a.npy"),
      at("nets.npz:b"),
      "--lambda",
      "0.01,1",
      "--report",
      at("gulp.html"),
    ]);
    expect(run.stderr).toContain("gulp.html");
    const page = await readFile(at("gulp.html"), "utf8");
    expect(page).toContain("GULP distance");
    expect(page.match(/<svg/g)).toHaveLength(1);
  });

  it.each([
    [
      ["a.npy", "short.npy"],
      [],
      "expected a row for each of the same inputs, got 50 rows in a and 49 in short",
    ],
    [["a.npy", "nan.npy"], [], "got NaN in row 9, column 3"],
    [["a.npy", "a.npy"], [], "expected different files"],
    [["a.npy", "none.npy"], [], "expected a file that can be read"],
    [["a.npy", "nets.npz"], [], 'to hold one array, got "b", "c"'],
    [["a.npy", "nets.npz:c"], ["--lambda", "1,-1"], "expected numbers >= 0 separated by commas"],
    [["a.npy", "nets.npz:c"], ["--lambda", "1,,2"], "expected numbers >= 0 separated by commas"],
  ])("refuses %j %j", async (files, options, message) => {
    const run = await capturedRun(["gulp", ...files.map(at), ...options]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe("");
  });
});

describe("erlangen similarity", () => {
  it.each([
    ["cka", [], linearCka(a, b)],
    ["cca", [], cca(a, b)],
    ["pwcca", [], pwcca(a, b)],
    ["procrustes", [], procrustes(a, b)],
    ["gulp", ["--lambda", "0.5"], gulp(a, b, { lambda: 0.5 })],
    ["ridge-cca", [], ridgeCca(a, b, { lambda: 0.01 })],
  ])("gives %s of two files", async (metric, options, value) => {
    const files = [at("a.npy"), at("nets.npz:b")];
    const run = await capturedRun([
      "similarity",
      "--metric",
      metric,
      ...files,
      ...options,
      "--json",
    ]);
    expect(run.json()).toEqual({ metric, value });
  });

  it("gives a table of more files, and their map in a report", async () => {
    const files = [at("a.npy"), at("nets.npz:b"), at("nets.npz:c")];
    for (const metric of ["pwcca", "procrustes", "ridge-cca"]) {
      const run = await capturedRun([
        "similarity",
        "--metric",
        metric,
        ...files,
        "--json",
        "--report",
        at("map.html"),
      ]);
      expect(run.code).toBe(0);
      const { names, values } = run.json() as {
        readonly names: readonly string[];
        readonly values: readonly (readonly number[])[];
      };
      expect(names).toEqual(["a", "nets.npz:b", "nets.npz:c"]);
      expect(values[0][2]).toBe(values[2][0]);
      const page = await readFile(at("map.html"), "utf8");
      expect(page.match(/<svg/g)).toHaveLength(1);
      expect(page).toContain("nets.npz:c");
    }
    const text = await capturedRun(["similarity", ...files]);
    expect(text.stdout.split("\n")[0]).toMatch(/^cka +a +nets\.npz:b +nets\.npz:c$/);
  });

  it.each([
    [["a.npy"], [], "expected two arrays or more, got 1"],
    [["a.npy", "nets.npz:b"], ["--report", "x.html"], "expected three arrays or more for a report"],
    [["a.npy", "nets.npz:b"], ["--metric", "nearness"], "Allowed choices are cka, cca"],
  ])("refuses %j %j", async (files, options, message) => {
    const run = await capturedRun(["similarity", ...files.map(at), ...options]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
