import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experiments } from "@erlangen/benchmarks/experiments";
import { describe, expect, it } from "vitest";
import { capturedRun } from "../captured-run.ts";

describe("erlangen experiments", () => {
  it("lists the experiments, each with what it shows", async () => {
    const { code, stdout } = await capturedRun(["experiments"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(experiments.length + 1);
    for (const { id, title } of experiments) {
      expect(stdout).toContain(`\n${id}`);
      expect(stdout).toContain(title);
    }
  });

  it("lists them as JSON, with papers and seeds", async () => {
    const printed = await capturedRun(["experiments", "--json"]);
    expect(printed.json()).toEqual({
      experiments: experiments.map(({ id, title, paper, seed }) => ({ id, title, paper, seed })),
    });
  });

  it("ends with 2 for an experiment that is not there, and names those that are", async () => {
    const { code, stderr } = await capturedRun(["experiments", "perpetual-motion"]);
    expect(code).toBe(2);
    expect(stderr).toContain('got "perpetual-motion"');
    expect(stderr).toContain("csq-hardness");
  });

  it("gives predictions beside measurements as one JSON object on the last line", async () => {
    const args = "experiments csq-hardness --quick --seed 3 --json".split(" ");
    const run = await capturedRun(args);
    const { code, stdout, stderr } = run;
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const report = run.json();
    expect(report).toEqual({
      id: "csq-hardness",
      paper: expect.stringContaining("arXiv 2401.01869"),
      seed: 3,
      seconds: expect.any(Number),
      holds: true,
      interrupted: false,
      results: expect.any(Array),
    });
    for (const result of report["results"] as readonly object[]) {
      expect(result).toMatchObject({
        name: expect.any(String),
        predicted: expect.anything(),
        measured: expect.anything(),
        holds: true,
      });
    }
    expect(stderr).toContain("A4 n = 5: collision probability   0.22058   0.22058   5e-7   yes");
    expect(code).toBe(0);
  });

  it("writes a report of predictions beside measurements", async () => {
    const folder = await mkdtemp(join(tmpdir(), "erlangen-experiments-"));
    try {
      const path = join(folder, "csq.html");
      const args = ["experiments", "csq-hardness", "--quick", "--report", path];
      const { code, stderr } = await capturedRun(args);
      expect(code).toBe(0);
      expect(stderr).toContain(`report  ${path}`);
      const page = await readFile(path, "utf8");
      expect(page).toContain("Predicted beside measured");
      expect(page).toContain("collision probability");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("stops at Ctrl-C with the results so far", async () => {
    const interrupting = setTimeout(() => process.emit("SIGINT"), 100);
    const { code, stdout } = await capturedRun(["experiments", "csq-hardness", "--quick"]);
    clearTimeout(interrupting);
    expect(code).toBe(130);
    expect(stdout).toContain("queries for D = 52488");
    expect(stdout).toContain("does not hold");
    expect(process.listenerCount("SIGINT")).toBe(0);
  });
});
