import { ethanolSettings } from "@erlangen/benchmarks/suites";
import { expect, it } from "vitest";
import { moleculeSettings } from "../../src/recipes/rmd17.ts";

it("trains the model that `bench step` times", () => {
  expect(ethanolSettings.model).toEqual(moleculeSettings.model);
  expect(moleculeSettings.training).toMatchObject(ethanolSettings.training);
});
