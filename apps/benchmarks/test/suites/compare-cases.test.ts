import { expect, it } from "vitest";
import type { BenchCase } from "../../src/suites/bench-case.ts";
import { compareCases } from "../../src/suites/compare-cases.ts";

function measured(name: string, [minMs, medianMs, maxMs]: readonly number[]): BenchCase {
  return {
    suite: "s",
    name,
    engine: "e",
    minMs,
    medianMs,
    maxMs,
    correct: true,
    error: 0,
    ratioTo: {},
  };
}

it("pairs cases, and calls a difference clear when the rounds do not overlap", () => {
  const { compared, onlyBefore, onlyAfter } = compareCases(
    [measured("a", [1, 2, 3]), measured("b", [1, 2, 3]), measured("old", [1, 1, 1])],
    [measured("a", [4, 8, 9]), measured("b", [2, 4, 5]), measured("new", [1, 1, 1])],
  );
  expect(compared.map(({ name, ratio, isClear }) => [name, ratio, isClear])).toEqual([
    ["a", 4, true],
    ["b", 2, false],
  ]);
  expect(onlyBefore).toEqual(["s old e"]);
  expect(onlyAfter).toEqual(["s new e"]);
});
