import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

describe("erlangen bench", () => {
  it("writes JSON and a page, and compares two results", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    try {
      const [out, page] = [join(folder, "now.json"), join(folder, "now.html")];
      const run = await capturedRun([
        ..."bench kernels --peers onnxruntime --repeats 1 --out".split(" "),
        out,
        "--report",
        page,
      ]);
      expect(run.code).toBe(0);
      expect(await readFile(page, "utf8")).toContain("matmul 256");
      const compared = await capturedRun(["bench", "--compare", `${out},${out}`, "--json"]);
      expect(compared.code).toBe(0);
      const result = compared.json() as {
        compared: readonly { ratio: number }[];
        onlyAfter: readonly string[];
      };
      expect(result.compared).toHaveLength(12);
      expect(result.compared.every(({ ratio }) => ratio === 1)).toBe(true);
      expect(result.onlyAfter).toEqual([]);
      const wrong = await capturedRun(["bench", "--compare", `${out},${page}`]);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toContain("to be a result of `bench --out`");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("prints kernels beside their peers as a table", async () => {
    const run = await capturedRun("bench kernels --peers onnxruntime --repeats 1".split(" "));
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^kernels {3}from host memory to host memory, float32, 1 thread\n/);
    for (const name of ["matmul 256", "matmul 512", "matmul 1024", "conv 3x3 16x32x32x32"]) {
      expect(run.stdout).toContain(`${name}  native-cpu`);
      expect(run.stdout).toContain(`${name}  onnxruntime`);
    }
    expect(run.stderr).toContain("matmul 256: 3 engines timed");
  });

  it("gives machine and cases as one JSON object", async () => {
    const run = await capturedRun(
      "bench kernels --peers onnxruntime --repeats 1 --threads 1 --json".split(" "),
    );
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split("\n")).toHaveLength(1);
    const { machine, cases, skipped } = run.json() as {
      machine: { cores: number };
      cases: readonly object[];
      skipped: readonly object[];
    };
    expect(machine.cores).toBeGreaterThan(0);
    expect(skipped).toEqual([]);
    expect(cases).toHaveLength(12);
    expect(cases[0]).toEqual({
      suite: "kernels",
      name: "matmul 256",
      engine: "native-cpu",
      medianMs: expect.any(Number),
      minMs: expect.any(Number),
      maxMs: expect.any(Number),
      correct: true,
      error: expect.any(Number),
      gflops: expect.any(Number),
      ratioTo: { wasm: expect.any(Number), onnxruntime: expect.any(Number) },
    });
  });

  it("prints group theory beside its goals", async () => {
    const run = await capturedRun("bench groups --repeats 1".split(" "));
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/order of M24 .* 500 +yes/);
    expect(run.stdout).toContain("x as fast as e3nn");
  });

  it.each([
    ["an unknown suite", ["bench", "everything"], "Allowed choices are kernels, irreps"],
    [
      "an unknown peer",
      ["bench", "kernels", "--peers", "tfjs,torch"],
      'expected names among onnxruntime, tfjs, jax-js, got "torch"',
    ],
    ["no repeats", ["bench", "--repeats", "0"], 'expected repeats an integer >= 1, got "0"'],
  ])("ends with 2 at %s", async (_, args, message) => {
    const run = await capturedRun(args);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
  });
});
