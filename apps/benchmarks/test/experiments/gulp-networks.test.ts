import { existsSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { experiments, runExperiment } from "@erlangen/benchmarks/experiments";
import type { ReportSection } from "@erlangen/training/report";
import { expect, test } from "vitest";

const root = env["ERLANGEN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const experiment = experiments.find(({ id }) => id === "gulp-networks");

test.skipIf(!existsSync(join(root, "mnist")))(
  "invariant and plain networks lie apart, on a map (needs the MNIST data)",
  async () => {
    if (experiment === undefined) throw new Error("the experiment is not listed");
    const sections: ReportSection[] = [];
    const { results, holds } = await runExperiment(experiment, {
      quick: true,
      onSection: (section) => sections.push(section),
    });
    expect(results.filter((result) => !result.holds)).toEqual([]);
    expect(holds).toBe(true);
    expect(results.length).toBe(7);
    expect(sections.map(({ heading }) => heading)).toEqual(["Networks as points", "All distances"]);
    expect(sections[0].charts).toHaveLength(1);
    expect(sections[1].table?.rows).toHaveLength(8);
  },
  60_000,
);

test("without the data it says so", async () => {
  if (experiment === undefined) throw new Error("the experiment is not listed");
  const before = env["ERLANGEN_DATA"];
  const folder = process.cwd();
  try {
    env["ERLANGEN_DATA"] = "/nowhere";
    process.chdir("/");
    const { results, holds } = await runExperiment(experiment, { quick: true });
    expect(results).toHaveLength(1);
    expect(results[0].measured).toContain("set ERLANGEN_DATA");
    expect(holds).toBe(true);
  } finally {
    process.chdir(folder);
    if (before === undefined) delete env["ERLANGEN_DATA"];
    else env["ERLANGEN_DATA"] = before;
  }
});
