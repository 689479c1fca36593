import { readFileSync } from "node:fs";
import { experiments } from "@erlangen/benchmarks/experiments";
import { expect, test } from "vitest";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test.each(experiments.map(({ id }) => id))("the README has a row for %s", (id) => {
  expect(readme).toMatch(new RegExp(`^\\| \`${id}\` +\\| .*\\d{4}\\.\\d{5}`, "m"));
});
