import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";
import { clusterFrames, writeFrames } from "../cluster-files.ts";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const built = existsSync(main) && existsSync(join(main, "../commands/train.js"));

/** A started command line. */
interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => (stderr += String(text)));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, stderr })),
  );
  return { child, ended };
}

/** Waits until the run has saved its state anew, then sends the signal. */
async function interrupt({ child }: Running, out: string, signal: NodeJS.Signals): Promise<void> {
  const file = join(out, "checkpoint.safetensors");
  const saved = (): number | undefined => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const before = saved();
  while (child.exitCode === null && saved() === before) await pause(5);
  child.kill(signal);
}

/** Milliseconds for several processes on a machine that others use too. */
const patience = 180_000;

// One process after the other: what a run needs the most is a core.
describe.skipIf(!built)("a run that was stopped", { timeout: patience }, () => {
  let folder: string;
  let whole: Uint8Array;
  let args: readonly string[];
  const weights = (out: string): Promise<Uint8Array> => readFile(join(out, "weights.safetensors"));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "erlangen-resume-"));
    const data = await writeFrames(folder, "clusters.xyz", clusterFrames(3, 40));
    args = `train rmd17 --data ${data} --epochs 15 --checkpoint-seconds 0.05 --out`.split(" ");
    const out = join(folder, "whole");
    const { code } = await start([...args, out]).ended;
    expect(code).toBe(0);
    whole = await weights(out);
  }, patience);

  afterAll(() => rm(folder, { recursive: true }));

  it("by Ctrl-C ends with 130, and resumes to the same bits", async () => {
    const out = join(folder, "interrupted");
    const running = start([...args, out]);
    await interrupt(running, out, "SIGINT");
    const { code, stderr } = await running.ended;
    expect(stderr).toMatch(/interrupted after \d+ steps; the state is saved in .*--resume/);
    expect(code).toBe(130);
    expect(existsSync(join(out, "weights.safetensors"))).toBe(false);
    const refused = await capturedRun([...args, out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("expected a folder without an unfinished run");
    expect((await start([...args, out, "--resume"]).ended).code).toBe(0);
    expect(await weights(out)).toEqual(whole);
  });

  it("by SIGKILL, twice, resumes to the same bits", async () => {
    const out = join(folder, "killed");
    const first = start([...args, out]);
    await interrupt(first, out, "SIGKILL");
    expect((await first.ended).code).toBe(null);
    const second = start([...args, out, "--resume"]);
    await interrupt(second, out, "SIGKILL");
    expect((await second.ended).code).toBe(null);
    expect((await start([...args, out, "--resume"]).ended).code).toBe(0);
    expect(await weights(out)).toEqual(whole);
  });
});
