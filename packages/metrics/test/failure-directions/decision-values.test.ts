import { decisionValues, failureDirections, rankFailures } from "@erlangen/metrics";
import { expect, test } from "vitest";
import { plantedFailures } from "./planted.ts";

test("likely failures are wrong more often than the others, on samples that found no direction", () => {
  const found = failureDirections(plantedFailures(400, 1));
  const unseen = plantedFailures(400, 2);
  const decisions = decisionValues(found, unseen.embeddings, unseen.labels);
  const accuracy = (rows: readonly number[]): number =>
    rows.filter((i) => unseen.correct[i] === 1).length / rows.length;
  const rows = Array.from(decisions.keys());
  expect(accuracy(rows.filter((i) => decisions[i] <= 0))).toBeLessThan(0.4);
  expect(accuracy(rows.filter((i) => decisions[i] > 0))).toBeGreaterThan(0.8);
});

test("single precision embeddings give the decisions of the same numbers", () => {
  const found = failureDirections(plantedFailures(100));
  const single = Float32Array.from(plantedFailures(10).embeddings);
  const { labels } = plantedFailures(10);
  expect(decisionValues(found, single, labels)).toEqual(
    decisionValues(found, Float64Array.from(single), labels),
  );
});

test("rows are ranked within their class, ties by row, without those that have no decision", () => {
  const ranked = rankFailures([1, 0, 0, NaN, -2, 5], [9, 2, 2, 2, 9, 2]);
  expect([...ranked]).toEqual([
    [2, Int32Array.of(1, 2, 5)],
    [9, Int32Array.of(4, 0)],
  ]);
});

test("refuses other lengths", () => {
  expect(() => rankFailures([1, 2], [0])).toThrow(
    "rankFailures: expected decisions of shape [samples] = [1], got 2 numbers",
  );
  const found = failureDirections(plantedFailures(100));
  expect(() => decisionValues(found, [1, 2, 3], [3])).toThrow(
    "decisionValues: expected embeddings of shape [samples, features] = [1, 6], flat, got 3 numbers",
  );
});
