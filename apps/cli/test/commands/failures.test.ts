import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeNpy, type NumericArray } from "@erlangen/data";
import { Random } from "@erlangen/numerics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

const samples = 300;
const features = 4;
let folder: string;
const at = (name: string): string => join(folder, name);
const save = (name: string, array: NumericArray): Promise<void> =>
  writeFile(at(name), encodeNpy(array));

/** Labels 0, 1, 2; the model fails on negative first dimensions of label 0, on label 1 by chance, on label 2 never. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-failures-"));
  const random = Random.fromSeed(0);
  const embeddings = Float32Array.from(random.split("embeddings").normal(samples * features));
  const labels = BigInt64Array.from({ length: samples }, (_, i) => BigInt(i % 3));
  const chances = random.split("outcomes").uniform(samples);
  const correct = Uint8Array.from(chances, (u, i) => {
    const accuracy = [embeddings[i * features] < 0 ? 0.1 : 0.95, 0.7, 1][i % 3];
    return u < accuracy ? 1 : 0;
  });
  const matrix = [samples, features];
  await save("emb.npy", { dtype: "float32", shape: matrix, data: embeddings });
  await save("labels.npy", { dtype: "int64", shape: [samples], data: labels });
  await save("correct.npy", { dtype: "bool", shape: [samples], data: correct });
  const train = random.split("train").normal(50 * features);
  await save("train.npy", { dtype: "float64", shape: [50, features], data: train });
  const captions = Float64Array.of(-1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);
  await save("captions.npy", { dtype: "float64", shape: [3, features], data: captions });
  const reference = new Float64Array(features);
  await save("reference.npy", { dtype: "float64", shape: [1, features], data: reference });
  await writeFile(at("captions.txt"), "on the left\non the right\nabove\n");
  await save("short.npy", { dtype: "float64", shape: [2], data: Float64Array.of(0, 1) });
  const predictions = Float64Array.from(correct, (value) => 2 * value);
  await save("predictions.npy", { dtype: "float64", shape: [samples], data: predictions });
  const broken = Float64Array.from(embeddings);
  broken[7 * features + 2] = NaN;
  await save("nan.npy", { dtype: "float64", shape: matrix, data: broken });
});

afterAll(() => rm(folder, { recursive: true }));

const arrays = (): string[] => ["failures", at("emb.npy"), at("labels.npy"), at("correct.npy")];

interface Class {
  readonly label: number;
  readonly cvScore: number;
  readonly C: number;
  readonly flagged: number;
  readonly hardest: readonly number[];
  readonly captions?: { readonly negative: readonly { readonly caption: string }[] };
}

describe("erlangen failures", () => {
  it("gives a score, C and the flagged of each class, and names the class without errors", async () => {
    const run = await capturedRun([...arrays(), "--json", "--top", "3"]);
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(1);
    const { classes, skipped } = run.json() as {
      classes: readonly Class[];
      skipped: readonly { label: number; reason: string }[];
    };
    expect(classes.map(({ label }) => label)).toEqual([0, 1]);
    expect(classes[0].cvScore).toBeGreaterThan(0.8);
    expect(Math.abs(classes[1].cvScore - 0.5)).toBeLessThan(0.15);
    expect(classes[0].C).toBeGreaterThan(0);
    expect(classes[0].flagged).toBeGreaterThan(30);
    expect(classes[0].flagged).toBeLessThan(70);
    expect(classes[0].hardest).toHaveLength(3);
    for (const row of classes[0].hardest) expect(row % 3).toBe(0);
    expect(skipped).toMatchObject([{ label: 2, samples: 100, errors: 0 }]);
  });

  it("prints a table and what was left out", async () => {
    const { stdout, code } = await capturedRun(arrays());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^label +samples +errors +cv score +C +flagged +likeliest failures\n/);
    expect(stdout).toContain(
      "class 2 left out: expected at least 2 right and 2 wrong samples, got 100 and 0",
    );
  });

  it("names the captions of failure", async () => {
    const captions = ["--captions", at("captions.npy"), "--reference", at("reference.npy")];
    const texts = ["--caption-texts", at("captions.txt")];
    const { stdout } = await capturedRun([...arrays(), ...captions, ...texts]);
    expect(stdout).toContain('class 0: fails on "on the left", is right on "on the right"');
    const numbered = await capturedRun([...arrays(), ...captions, "--compat", "--json"]);
    const { classes } = numbered.json() as { classes: readonly Class[] };
    expect(classes[0].captions?.negative[0].caption).toBe("row 0");
  });

  it("whitens by the training embeddings where they are given", async () => {
    const plain = await capturedRun([...arrays(), "--json"]);
    const trained = await capturedRun([...arrays(), "--json", "--train-emb", at("train.npy")]);
    expect(trained.code).toBe(0);
    expect(trained.stdout).not.toBe(plain.stdout);
  });

  it("writes a page with plots and the rows of the extreme samples", async () => {
    const run = await capturedRun([...arrays(), "--json", "--report", at("page.html")]);
    const page = await readFile(at("page.html"), "utf8");
    const { classes } = run.json() as { classes: readonly Class[] };
    expect(page).toContain(classes[0].hardest.join(", "));
    expect(page.match(/<svg/g)).toHaveLength(3);
    expect(page).toContain("Class 1");
    expect(page).toContain("Classes left out");
  });

  it.each<[string, () => string[], string]>([
    [
      "labels of other samples",
      () => ["failures", at("emb.npy"), at("short.npy"), at("correct.npy")],
      "short.npy of shape [300], one number for each embedding, got [2, 1]",
    ],
    [
      "predictions instead of outcomes",
      () => ["failures", at("emb.npy"), at("labels.npy"), at("predictions.npy")],
      "failureDirections: expected correct to be 0 or 1, got 2 at row ",
    ],
    [
      "NaN",
      () => ["failures", at("nan.npy"), at("labels.npy"), at("correct.npy")],
      "got NaN in row 7, column 2",
    ],
    [
      "training embeddings of another width",
      () => [...arrays(), "--train-emb", at("short.npy")],
      "short.npy with 4 columns like the embeddings, got 1",
    ],
    [
      "captions without reference",
      () => [...arrays(), "--captions", at("captions.npy")],
      "failures: expected --captions and --reference together, got only one of them",
    ],
    [
      "texts for other captions",
      () => [
        ...arrays(),
        "--captions",
        at("emb.npy"),
        "--reference",
        at("reference.npy"),
        "--caption-texts",
        at("captions.txt"),
      ],
      "captions.txt to have 300 lines, one for each caption, got 3",
    ],
    [
      "a reference of other rows",
      () => [...arrays(), "--captions", at("captions.npy"), "--reference", at("train.npy")],
      "train.npy to have 1 row or one for each of the 3 labels, got 50",
    ],
    [
      "texts without captions",
      () => [...arrays(), "--caption-texts", at("captions.txt")],
      "failures: expected --captions with --caption-texts, got none",
    ],
  ])("ends with 2 at %s", async (_, args, message) => {
    const run = await capturedRun(args());
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe("");
  });
});
