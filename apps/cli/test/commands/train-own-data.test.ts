import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFrame, isLabelledFrame, type LabelledFrame } from "@erlangen/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun, type CapturedRun } from "../captured-run.ts";
import { clusterFrames, writeFrames } from "../cluster-files.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-data-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Trains one epoch on an extended-xyz file. */
function train(data: string, out: string, options: readonly string[] = []): Promise<CapturedRun> {
  return capturedRun([
    "train",
    "rmd17",
    "--data",
    data,
    "--out",
    out,
    "--epochs",
    "1",
    "--json",
    ...options,
  ]);
}

/** The frames in a cubic box of this edge, repeated along all its directions. */
function inBox(frames: readonly LabelledFrame[], edge: number): LabelledFrame[] {
  const lattice = Float64Array.of(edge, 0, 0, 0, edge, 0, 0, 0, edge);
  return frames.map((frame) => ({ ...frame, lattice, pbc: [true, true, true] }));
}

function expectTrained(run: CapturedRun, steps: number): void {
  expect(run.code).toBe(0);
  expect(run.json()).toMatchObject({
    steps,
    test: { energyMae: expect.any(Number), forceMae: expect.any(Number) },
  });
  expect(run.json()["equivarianceError"]).toBeLessThanOrEqual(1e-4);
}

describe("erlangen train rmd17 --data file.xyz", () => {
  it("trains on a user's own molecule and exports it", async () => {
    const data = await writeFrames(folder, "clusters.xyz", clusterFrames(4, 40));
    const out = join(folder, "clusters");
    const run = await train(data, out);
    expect(run.stderr).not.toContain("model.onnx");
    expectTrained(run, 6);
    expect(await readdir(out)).toContain("model.onnx");
    expect(JSON.parse(await readFile(join(out, "config.json"), "utf8"))).toMatchObject({
      data: `${data}, 30 / 2 / 8 frames`,
      statistics: { species: [18] },
    });
  });

  it("trains on frames with different numbers of atoms", async () => {
    const frames = [clusterFrames(3, 20), clusterFrames(5, 20)].flat();
    const data = await writeFrames(folder, "mixed.xyz", frames);
    const out = join(folder, "mixed");
    const run = await train(data, out);
    expectTrained(run, 6);
    expect(run.stderr).toMatch(/model\.onnx is for the [35] atoms of the first test frame/);
    expect(await readdir(out)).toContain("model.onnx");
  });

  it("finds energies and forces under the names that are asked for", async () => {
    const path = await writeFrames(folder, "plain.xyz", clusterFrames(3, 20));
    const text = await readFile(path, "utf8");
    const data = join(folder, "named.xyz");
    await writeFile(
      data,
      text.replaceAll("energy=", "dft_e=").replaceAll("forces:R:3", "dft_f:R:3"),
    );
    const refused = await train(data, join(folder, "named"));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("named.xyz, byte 13: expected a property forces:R:3");
    const names = ["--energy-key", "dft_e", "--forces-key", "dft_f"];
    expectTrained(await train(data, join(folder, "named"), names), 3);
  });

  it("takes a box that no edge crosses for free space", async () => {
    const data = await writeFrames(folder, "box.xyz", inBox(clusterFrames(4, 20), 40));
    const out = join(folder, "box");
    expectTrained(await train(data, out), 3);
    expect(await readdir(out)).toContain("model.onnx");
  });

  it("trains on periodic frames and says why there is no ONNX model", async () => {
    const data = await writeFrames(folder, "crystal.xyz", inBox(clusterFrames(4, 20), 8));
    const out = join(folder, "crystal");
    const run = await train(data, out);
    expectTrained(run, 3);
    expect(run.stderr).toContain(
      "model.onnx is not written: export: expected frames without periodic boundaries within 5.00 of an atom, got a periodic one",
    );
    expect((await readdir(out)).toSorted()).toEqual([
      "checkpoint.safetensors",
      "config.json",
      "metrics.json",
      "report.html",
      "weights.safetensors",
    ]);
    const exported = await capturedRun(["export", out, join(folder, "crystal.onnx")]);
    expect(exported.code).toBe(2);
    expect(exported.stderr).toContain("model.onnx of a training run, got none");
  });

  it("trains on more than 200 atoms and says why there is no ONNX model", async () => {
    const atoms = 6 ** 3;
    const grids = Array.from({ length: 10 }, (_, n) => {
      const frame = createFrame({
        atomicNumbers: new Uint8Array(atoms).fill(18),
        positions: Float64Array.from({ length: 3 * atoms }, (__, i) => {
          const site = Math.floor(Math.floor(i / 3) / 6 ** (i % 3)) % 6;
          return 4 * site + 0.3 * Math.sin(i + n);
        }),
        energy: n,
        forces: Float64Array.from({ length: 3 * atoms }, (__, i) => Math.cos(i * n)),
      });
      if (!isLabelledFrame(frame)) throw new Error("a frame without labels");
      return frame;
    });
    const data = await writeFrames(folder, "grids.xyz", grids);
    const run = await train(data, join(folder, "grids"));
    expectTrained(run, 1);
    expect(run.stderr).toContain(
      "model.onnx is not written: export: expected at most 200 atoms, got 216",
    );
  });
});

describe("bad data", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    [
      "a truncated file",
      (text) => text.slice(0, -30),
      /bad\.xyz, byte \d+: expected .* for atom 3 of 3/,
    ],
    [
      "a frame without forces",
      (text) => text.replace(/forces:R:3/, "velo:R:3"),
      /bad\.xyz, byte \d+: expected a property forces:R:3 or force:R:3 \(name another by forcesKey\), got none/,
    ],
    [
      "a frame without an energy",
      (text) => text.replace(/energy=\S+/, ""),
      /bad\.xyz, byte 2: expected the key "energy" or "Energy" \(name another by energyKey\), got a line without it/,
    ],
    ["no xyz at all", () => "\u0000\u0001\u0002", /bad\.xyz, byte 0: expected text/],
  ])("ends with 1 at %s, naming file and byte", async (_, spoil, message) => {
    const path = await writeFrames(folder, "bad.xyz", clusterFrames(3, 12));
    await writeFile(path, spoil(await readFile(path, "utf8")));
    const run = await train(path, join(folder, "bad"));
    expect(run.stderr).toMatch(message);
    expect(run.code).toBe(1);
    expect(await readdir(folder)).not.toContain("bad");
  });

  it("ends with 2 when there are too few frames", async () => {
    const path = await writeFrames(folder, "few.xyz", clusterFrames(3, 9));
    const run = await train(path, join(folder, "few"));
    expect(run.stderr).toContain("expected at least 10 frames with energy and forces");
    expect(run.code).toBe(2);
  });
});
