import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeSafetensors } from "@erlangen/data/formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun, type CapturedRun } from "../captured-run.ts";

let folder: string;
let out: string;
let trained: CapturedRun;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-train-"));
  out = join(folder, "clusters");
  trained = await capturedRun(
    `train cluster-forces --epochs 1 --seed 3 --json --out ${out}`.split(" "),
  );
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

describe("erlangen train cluster-forces", () => {
  it("gives errors, steps and the equivariance error as one JSON object", () => {
    expect(trained.stderr).not.toContain("not written");
    expect(trained.code).toBe(0);
    expect(trained.stdout.trimEnd().split("\n")).toHaveLength(1);
    const result = trained.json() as {
      equivarianceError: number;
      test: { forceMae: number };
      models: readonly { name: string; forceMae: number; equivarianceError: number }[];
    };
    expect(result).toMatchObject({
      out,
      seconds: expect.any(Number),
      steps: 170,
      test: { energyMae: expect.any(Number), forceMae: expect.any(Number) },
    });
    expect(result.equivarianceError).toBeLessThanOrEqual(1e-4);
    expect(result.equivarianceError).toBeGreaterThan(0);
    const [mean, plain, radial, nequip] = result.models;
    expect([mean.name, plain.name, radial.name, nequip.name]).toEqual([
      "predict the mean",
      "plain network",
      "plain network + radial",
      "nequip",
    ]);
    expect(radial.equivarianceError).toBeGreaterThan(1e-4);
    expect(nequip.forceMae).toBe(result.test.forceMae);
    expect(nequip.forceMae).toBeLessThan(0.5 * plain.forceMae);
  });

  it("writes configuration, weights, model, metrics and report into the run folder", async () => {
    const files = await readdir(out);
    expect(files.toSorted()).toEqual([
      "checkpoint.safetensors",
      "config.json",
      "metrics.json",
      "model.onnx",
      "report.html",
      "weights.safetensors",
    ]);
    const text = (name: string): Promise<string> => readFile(join(out, name), "utf8");
    expect(JSON.parse(await text("config.json"))).toMatchObject({
      recipe: "cluster-forces",
      seed: 3,
      training: { epochs: 1 },
    });
    expect(JSON.parse(await text("metrics.json"))).toMatchObject(trained.json());
    expect(await text("report.html")).toContain("Force field: cluster-forces");
    const weights = await readFile(join(out, "weights.safetensors"));
    expect(Object.keys(decodeSafetensors(weights, "weights").tensors).length).toBeGreaterThan(5);
  });

  it("writes a model that erlangen export copies and erlangen check finds equivariant", async () => {
    const model = join(folder, "copy.onnx");
    const exported = await capturedRun(["export", out, model, "--json"]);
    expect(exported.code).toBe(0);
    const bytes = await readFile(model);
    expect(exported.json()).toEqual({ model, bytes: bytes.length });
    expect(bytes.equals(await readFile(join(out, "model.onnx")))).toBe(true);
    const checked = await capturedRun(
      [
        ["check", model, "--group", "E(3)", "--elements", "20", "--json"],
        ["--input", "positions:1o", "--output", "energy:0e,forces:1o"],
      ].flat(),
    );
    expect(checked.code).toBe(0);
    expect(checked.json()).toMatchObject({ holds: true });
  });

  it("is not resumed with other settings, and stays as it is", async () => {
    const before = await readFile(join(out, "weights.safetensors"));
    const other = await capturedRun(
      `train cluster-forces --epochs 2 --seed 3 --resume --out ${out}`.split(" "),
    );
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("config.json with --resume, got others");
    expect(await readdir(out)).toContain("metrics.json");
    expect((await readFile(join(out, "weights.safetensors"))).equals(before)).toBe(true);
  });
});

describe("wrong arguments", () => {
  it.each<[string, string, string]>([
    ["no recipe", "train", "Usage: erlangen train"],
    ["an unknown recipe", "train proteins", "unknown command 'proteins'"],
    ["an unknown command", "tran", "unknown command 'tran'"],
    ["an unknown option", "train cluster-forces --epoch 3", "unknown option '--epoch'"],
    ["no epochs", "train cluster-forces --epochs 0", 'expected epochs an integer >= 1, got "0"'],
    [
      "a seed that is no integer",
      "train cluster-forces --seed x",
      'expected seed an integer >= 0, got "x"',
    ],
    [
      "a negative learning rate",
      "train cluster-forces --learning-rate=-1",
      'expected learning-rate a number > 0, got "-1"',
    ],
    [
      "no time between checkpoints",
      "train cluster-forces --checkpoint-seconds 0",
      'expected checkpoint-seconds a number > 0, got "0"',
    ],
    [
      "batches that are too large",
      "train cluster-forces --batch-size 851",
      "expected --batch-size at most 850 (the training frames), got 851",
    ],
    [
      "a split that is none",
      "train rmd17 --split 6",
      'expected split an integer from 1 to 5, got "6"',
    ],
    [
      "data that are not there",
      "train rmd17 --data /nowhere/at.xyz",
      "expected --data to name a file or folder, got /nowhere/at.xyz",
    ],
    ["a folder without the data", "train rmd17 --data /", "readRmd17: "],
    ["an export without a model", "export /nowhere", "missing required argument 'model'"],
    [
      "an export of no run",
      "export /nowhere model.onnx",
      "expected /nowhere/model.onnx of a training run, got none",
    ],
  ])("end with 2 at %s", async (_, args, message) => {
    const run = await capturedRun(args.split(" "));
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
  });

  it("end with 2 at an unknown device, before anything is trained", async () => {
    const run = await capturedRun(
      `train cluster-forces --device abacus --out ${join(folder, "abacus")}`.split(" "),
    );
    expect(run.stderr).toContain('"abacus"');
    expect(run.code).toBe(2);
  });
});
