import { experiments, runExperiment } from "@erlangen/benchmarks/experiments";
import { expect, test } from "vitest";

test("tables, norms and families are exact, easy targets are learned and hard ones are not", async () => {
  const experiment = experiments.find(({ id }) => id === "csq-hardness");
  if (experiment === undefined) throw new Error("the experiment is not listed");
  const { results, holds } = await runExperiment(experiment, { quick: true });
  expect(results.filter((result) => !result.holds)).toEqual([]);
  expect(holds).toBe(true);
  for (const row of ["A1", "A2", "A3", "A4", "A5", "A6"]) {
    expect(results.some(({ name }) => name.startsWith(row))).toBe(true);
  }
});

test("an abort stops the training between two steps", async () => {
  const experiment = experiments.find(({ id }) => id === "csq-hardness");
  if (experiment === undefined) throw new Error("the experiment is not listed");
  const controller = new AbortController();
  const { interrupted, holds, results } = await runExperiment(experiment, {
    quick: true,
    signal: controller.signal,
    log: (line) => {
      if (line.startsWith("training")) setTimeout(() => controller.abort(), 50);
    },
  });
  expect(interrupted).toBe(true);
  expect(holds).toBe(false);
  expect(results.some(({ name }) => name.startsWith("A4"))).toBe(true);
  expect(results.some(({ name }) => name.startsWith("A6"))).toBe(false);
});
