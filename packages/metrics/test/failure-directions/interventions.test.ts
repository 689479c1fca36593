import { failureWeights, selectFailures } from "@erlangen/metrics";
import type { FailureWeighting } from "@erlangen/metrics";
import { describe, expect, test } from "vitest";

const decisions = [0.5, -1, 2, -3, NaN, 4, 0, -2];
const labels = [0, 0, 0, 0, 0, 1, 1, 1];

test("the lowest of each class are selected, and all where there are fewer", () => {
  expect([...selectFailures(decisions, labels, 2)]).toEqual([3, 1, 7, 6]);
  expect([...selectFailures(decisions, labels, 4)]).toEqual([3, 1, 0, 2, 7, 6, 5]);
  expect(() => selectFailures(decisions, labels, 0)).toThrow(
    "selectFailures: expected count to be an integer >= 1, got 0",
  );
});

describe("failureWeights", () => {
  test("binary2 doubles decisions of at most 0", () => {
    expect([...failureWeights(decisions, labels, "binary2")]).toEqual([1, 2, 1, 2, 1, 1, 2, 2]);
  });

  test("balanced gives both sides of a class half of its weight", () => {
    expect([...failureWeights(decisions, labels, "balanced")]).toEqual([
      1, 1, 1, 1, 1, 1.5, 0.75, 0.75,
    ]);
    expect([...failureWeights([1, 2, -1], [0, 0, 5], "balanced")]).toEqual([1, 1, 1]);
  });

  test("soft falls from the likeliest failure to 0, with mean 1 in each class", () => {
    const weights = failureWeights(decisions, labels, "soft");
    expect(weights[2]).toBe(0);
    expect(weights[3] / weights[1]).toBeCloseTo(5 / 3, 12);
    expect((weights[0] + weights[1] + weights[2] + weights[3]) / 4).toBeCloseTo(1, 12);
    expect((weights[5] + weights[6] + weights[7]) / 3).toBeCloseTo(1, 12);
    expect(weights[4]).toBe(1);
    expect([...failureWeights([2, 2], [0, 0], "soft")]).toEqual([1, 1]);
  });

  test("refuses a weighting that does not exist", () => {
    expect(() => failureWeights([1], [0], "hard" as FailureWeighting)).toThrow(
      'failureWeights: expected weighting to be one of binary2, balanced, soft, got "hard"',
    );
  });
});
