import { experiments, runExperiment } from "@erlangen/benchmarks/experiments";
import { expect, test } from "vitest";

test("identities, limits, convergence and the order by random labels hold", async () => {
  const experiment = experiments.find(({ id }) => id === "gulp");
  if (experiment === undefined) throw new Error("the experiment is not listed");
  const { results, holds } = await runExperiment(experiment, { quick: true });
  expect(results.filter((result) => !result.holds)).toEqual([]);
  expect(holds).toBe(true);
  for (const row of ["A1", "A2", "A3", "A4", "A5", "A6", "2.3"]) {
    expect(results.some(({ name }) => name.startsWith(row))).toBe(true);
  }
}, 60_000);
