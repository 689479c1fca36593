import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@erlangen/numerics";
import { mul, square, sub, sum, tensor, type Tensor } from "@erlangen/tensor";
import { adam, constantRate, Trainer, type TrainingResult } from "@erlangen/training";
import { fileCheckpoints } from "@erlangen/training/files";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "erlangen-checkpoints-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Trains w towards the mean of five numbers; `signal` may stop it. */
function train(settings: {
  readonly path?: string;
  readonly resume?: boolean;
  readonly stopAfter?: number;
}): Promise<TrainingResult<Tensor>> {
  const { path, resume = false, stopAfter } = settings;
  const controller = new AbortController();
  return new Trainer<Tensor, Tensor>({
    parameters: tensor([0]),
    objective: (w, x) => ({ loss: sum(square(sub(mul(w, 1), x))) }),
    examples: { length: 5, batch: (positions) => tensor(Array.from(positions)) },
    batchSize: 2,
    epochs: 10,
    optimizer: adam(),
    schedule: constantRate(0.1),
    random: Random.fromSeed(2),
    resume,
    signal: controller.signal,
    ...(path === undefined ? {} : { checkpoints: fileCheckpoints(path) }),
    progress: {
      update: ({ step }) => {
        if (step === stopAfter) controller.abort();
      },
      end: () => {},
    },
  }).fit();
}

describe("fileCheckpoints", () => {
  it("has nothing to load before the first save", async () => {
    expect(await fileCheckpoints(join(folder, "none")).load()).toBeUndefined();
  });

  it("makes the folder, and leaves nothing but the last file in it", async () => {
    const path = join(folder, "runs", "a", "checkpoint.safetensors");
    const store = fileCheckpoints(path);
    for (const value of [1, 2, 3]) await store.save(Uint8Array.of(value));
    expect(await readdir(join(folder, "runs", "a"))).toEqual(["checkpoint.safetensors"]);
    expect([...((await store.load()) ?? [])]).toEqual([3]);
  });

  it("keeps the old file when a save fails", async () => {
    const path = join(folder, "checkpoint.safetensors");
    const store = fileCheckpoints(path);
    await store.save(Uint8Array.of(1));
    // No bytes at all: the file is open already when that shows.
    const broken = { length: 4 } as unknown as Uint8Array;
    await expect(store.save(broken)).rejects.toThrow(TypeError);
    expect([...((await store.load()) ?? [])]).toEqual([1]);
    expect(await readdir(folder)).toEqual(["checkpoint.safetensors"]);
  });

  it("says which path the system refuses", async () => {
    await writeFile(join(folder, "file"), "");
    const store = fileCheckpoints(join(folder, "file", "checkpoint.safetensors"));
    await expect(store.save(Uint8Array.of(1))).rejects.toThrow(
      `fileCheckpoints: expected a folder that can be made, got "${join(folder, "file")}" (EEXIST)`,
    );
    await expect(fileCheckpoints(folder).load()).rejects.toThrow(
      `fileCheckpoints: expected a file that can be read, got "${folder}" (EISDIR)`,
    );
  });

  it("lets an interrupted run go on to the bits of an uninterrupted one", async () => {
    const path = join(folder, "checkpoint.safetensors");
    const whole = await train({});
    const cut = await train({ path, stopAfter: 7 });
    expect([cut.status, cut.steps]).toEqual(["interrupted", 7]);
    const rest = await train({ path, resume: true });
    expect([rest.status, rest.steps]).toEqual(["completed", 20]);
    expect(rest.parameters.toArray()).toEqual(whole.parameters.toArray());
    expect(rest.seconds).toBeGreaterThan(cut.seconds);
  });
});
