import { experiments, runExperiment } from "@erlangen/benchmarks/experiments";
import { expect, test } from "vitest";

test("planted failures are found, none are found where there are none, and repairs work", async () => {
  const experiment = experiments.find(({ id }) => id === "failure-directions");
  if (experiment === undefined) throw new Error("the experiment is not listed");
  const { results, holds } = await runExperiment(experiment, { quick: true });
  expect(results.filter((result) => !result.holds)).toEqual([]);
  expect(holds).toBe(true);
  expect(results.length).toBeGreaterThan(25);
});
