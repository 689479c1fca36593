import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun, lastObject } from "../captured-run.ts";
import { forceModel, oneNodeModel } from "../check/example-models.ts";

let folder: string;
const models = { right: "", broken: "", turned: "", open: "", junk: "" };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-check-"));
  const tetrahedron = JSON.stringify([1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1]);
  const contents = {
    right: forceModel(0),
    broken: forceModel(1),
    turned: forceModel(0, { "erlangen.positions": tetrahedron }),
    open: oneNodeModel("Identity"),
    junk: Uint8Array.of(1, 2, 3),
  };
  for (const name of ["right", "broken", "turned", "open", "junk"] as const) {
    models[name] = join(folder, `${name}.onnx`);
    await writeFile(models[name], contents[name]);
  }
});

afterAll(() => rm(folder, { recursive: true }));

const forceField = ["--input", "positions:1o", "--output", "energy:0e,forces:1o"];

describe("erlangen check", () => {
  it("says in one line that an equivariant model holds", async () => {
    const { code, stdout } = await capturedRun([
      "check",
      models.right,
      "--group",
      "E(3)",
      ...forceField,
      "--scale",
      "0.5",
    ]);
    expect(stdout).toMatch(
      /^worst over 200 random elements: \d\.\de-\d \((energy|forces), rotation \d+ deg about \(.*\).*\), holds\n$/,
    );
    expect(code).toBe(0);
  });

  it("ends with 1 and names output and element when a model does not hold", async () => {
    const run = await capturedRun([
      "check",
      models.broken,
      "--group",
      "so3",
      ...forceField,
      "--json",
      "--elements",
      "50",
    ]);
    expect(run.code).toBe(1);
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(1);
    const { error, holds, worst, outputs } = run.json() as {
      error: number;
      holds: boolean;
      worst: { output: string; value: number; element: { inverts: boolean; axis: number[] } };
      outputs: { energy: number };
    };
    expect(holds).toBe(false);
    expect(error).toBeGreaterThan(1e-4);
    expect(worst.output).toBe("forces");
    expect(worst.value).toBe(error);
    expect(worst.element.inverts).toBe(false);
    expect(Math.hypot(...worst.element.axis)).toBeCloseTo(1, 10);
    expect(outputs.energy).toBeLessThan(1e-5);
  });

  it("holds or not by the tolerance that is asked for", async () => {
    const args = ["check", models.broken, "--group", "O(3)", ...forceField, "--elements", "20"];
    expect((await capturedRun([...args, "--tolerance", "1"])).code).toBe(0);
    const strict = await capturedRun([...args, "--tolerance", "1e-6"]);
    expect(strict.code).toBe(1);
    expect(strict.stdout).toContain("does not hold (tolerance 0.000001)");
  });

  it("starts from the reference positions in the file", async () => {
    // At the scale of the noise alone all points coincide: the forces would be tiny, not of order 100.
    const run = await capturedRun([
      "check",
      models.turned,
      "--group",
      "E(3)",
      ...forceField,
      "--scale",
      "1e-3",
      "--json",
    ]);
    expect(run.code).toBe(0);
    expect(run.json()["error"]).toBeLessThan(1e-5);
  });

  it("takes models of others, with open lengths, and irreps without a name", async () => {
    const args = ["check", models.open, "--group", "SE3", "--json"];
    const translated = await capturedRun([...args, "--input", "1o", "--output", "1o"]);
    expect(translated.code).toBe(1);
    const rotated = await capturedRun([
      "check",
      models.open,
      "--group",
      "O3",
      "--json",
      "--input",
      "1o",
      "--output",
      "1o",
    ]);
    expect(rotated.json()).toMatchObject({ holds: true, elements: 200, tolerance: 1e-4 });
    expect(rotated.json()["error"]).toBeLessThan(1e-14);
  });

  it("gives the error of rotations about the axis of the worst element", async () => {
    const args = ["check", models.broken, "--group", "E(3)", ...forceField, "--elements", "5"];
    const { stdout } = await capturedRun([...args, "--orbit"]);
    expect(stdout).toMatch(/\nrotations about \(.*\) +largest +mean\n0 deg +\d\.\de[-+]\d+ /);
    const { orbit } = (await capturedRun([...args, "--orbit", "--json"])).json() as {
      orbit: { points: readonly { max: number }[]; max: number };
    };
    expect(orbit.points[0].max).toBeLessThan(1e-5);
    expect(orbit.points).toHaveLength(24);
    expect(orbit.max).toBeGreaterThan(1e-3);
  });

  it("is the same for the same seed, and another for another", async () => {
    const args = ["check", models.broken, "--group", "O(3)", ...forceField, "--json"];
    const runs = [];
    for (const seed of ["3", "3", "4"]) {
      runs.push((await capturedRun([...args, "--elements", "5", "--seed", seed])).stdout);
    }
    expect(runs[0]).toBe(runs[1]);
    expect(runs[2]).not.toBe(runs[0]);
  });

  const right = (): string => models.right;
  it.each<[string, () => string, readonly string[], string]>([
    ["no group", right, forceField, "required option '--group <group>' not specified"],
    [
      "an unknown group",
      right,
      ["--group", "SU(2)", ...forceField],
      'expected one of SO(2), O(2), SO(3), O(3), SE(3), E(3), or a finite group such as C4, D4, S5, O or "C2 x C2", got "SU(2)"',
    ],
    [
      "irreps that are none",
      right,
      ["--group", "O(3)", "--input", "positions:1x", "--output", "energy:0e"],
      "Irreps.parse: ",
    ],
    [
      "irreps of dimension 0",
      right,
      ["--group", "O(3)", "--input", "positions:0x1o", "--output", "energy:0e"],
      'expected irreps such as 1o or 8x0e+4x1o, got "0x1o"',
    ],
    [
      "an input that is not there",
      right,
      ["--group", "O(3)", "--input", "points:1o", "--output", "energy:0e"],
      'check: expected --input name:representation with names of the model (positions), got "points"',
    ],
    [
      "outputs without names",
      right,
      ["--group", "O(3)", "--input", "positions:1o", "--output", "1o"],
      "check: expected --output name:representation with names of the model (energy, forces), got no name",
    ],
    [
      "irreps that do not fit the shape",
      right,
      ["--group", "O(3)", "--input", "positions:2e", "--output", "energy:0e"],
      "check: expected --input positions:1x2e to fit the last axis, [..., 5], got shape [4, 3]",
    ],
    [
      "a number that is none",
      right,
      ["--group", "O(3)", ...forceField, "--elements", "0"],
      'expected elements an integer >= 1, got "0"',
    ],
    [
      "another device",
      right,
      ["--group", "O(3)", ...forceField, "--device", "host"],
      'check: expected --device native-cpu, got "host"',
    ],
    [
      "a file that is not there",
      () => join(folder, "none.onnx"),
      ["--group", "O(3)", ...forceField],
      "check: expected a readable file, got ENOENT",
    ],
  ])("ends with 2 at %s", async (_, model, args, message) => {
    const run = await capturedRun(["check", model(), ...args]);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
  });

  it("ends with 1 at a file that is no model", async () => {
    const run = await capturedRun(["check", models.junk, "--group", "O(3)", ...forceField]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("junk.onnx, byte ");
  });

  const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
  const built = existsSync(main) && existsSync(join(main, "../commands/check.js"));
  it.skipIf(!built)("runs as a process of its own", async () => {
    const args = ["check", models.broken, "--group", "E(3)", ...forceField, "--json"];
    const failure = (await promisify(execFile)(process.execPath, [main, ...args]).catch(
      (error: unknown) => error,
    )) as { code: number; stdout: string };
    expect(failure.code).toBe(1);
    expect(lastObject(failure.stdout)).toMatchObject({ holds: false, worst: { output: "forces" } });
  });
});
