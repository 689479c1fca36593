import { decisionValues, failureDirections } from "@erlangen/metrics";
import { linearSvm } from "@erlangen/numerics";
import { describe, expect, test } from "vitest";
import { plantedFailures } from "./planted.ts";

/** Rounding of sums over a few hundred numbers. */
const exactly = 1e-10;

describe("failureDirections", () => {
  const samples = plantedFailures(400);
  const found = failureDirections(samples);

  test("it finds opposite directions for classes that fail on opposite sides", () => {
    expect(found.classes.map(({ label }) => label)).toEqual([3, 8]);
    const [three, eight] = found.classes;
    expect(three.direction[0]).toBeLessThan(-0.9);
    expect(eight.direction[0]).toBeGreaterThan(0.9);
    for (const { cvScore, C, errors, samples: count, direction, w } of found.classes) {
      // The best score is 0.88, where the right and the wrong halves are known.
      expect(cvScore).toBeGreaterThan(0.7);
      expect(cvScore).toBeLessThan(0.95);
      expect([1e-3, 1e-2, 0.1, 1]).toContain(C);
      expect(count).toBe(200);
      expect(errors).toBeGreaterThan(50);
      expect(Math.hypot(...direction)).toBeCloseTo(1, 12);
      expect(direction[0] / w[0]).toBeLessThan(0);
    }
    expect(found.skipped).toEqual([]);
    expect(found.constantDimensions).toEqual([]);
  });

  test("it is the machine of the whitened rows of unit norm, with balanced weights", () => {
    const { embeddings, labels, correct } = samples;
    const columns = Array.from({ length: 6 }, (_, k) => embeddings.filter((_v, i) => i % 6 === k));
    const mean = columns.map((column) => column.reduce((a, b) => a + b) / 400);
    const deviation = columns.map((column, k) =>
      Math.sqrt(column.reduce((sum, x) => sum + (x - mean[k]) ** 2, 0) / 399),
    );
    const rows: number[] = [];
    const targets: number[] = [];
    for (let i = 0; i < 400; i += 2) {
      const z = columns.map((column, k) => (column[i] - mean[k]) / deviation[k]);
      rows.push(...z.map((value) => value / Math.hypot(...z)));
      targets.push(correct[i] === 1 ? 1 : -1);
    }
    const [three] = found.classes;
    const { w, b } = linearSvm(rows, targets, { C: three.C, classWeights: "balanced" });
    w.forEach((value, k) => expect(three.w[k]).toBeCloseTo(value, 10));
    expect(three.b).toBeCloseTo(b, 10);
    const decisions = decisionValues(found, embeddings, labels);
    for (const i of [0, 2, 398]) {
      const row = rows.slice(3 * i, 3 * i + 6);
      const expected = row.reduce((sum, z, k) => sum + z * w[k], b);
      expect(Math.abs(decisions[i] - expected)).toBeLessThan(exactly);
    }
  });

  test("scales and offsets of the dimensions do not matter", () => {
    const scales = [1, 1e-3, 50, 7, 2, 1e4];
    const moved = samples.embeddings.map((x, i) => 5 + scales[i % 6] * x);
    const exact = { tolerance: 1e-9 };
    const { classes } = failureDirections(samples, exact);
    const other = failureDirections({ ...samples, embeddings: moved }, exact);
    other.classes.forEach(({ cvScore, C, direction }, c) => {
      expect([cvScore, C]).toEqual([classes[c].cvScore, classes[c].C]);
      direction.forEach((value, k) => expect(value).toBeCloseTo(classes[c].direction[k], 6));
    });
  });

  test("the whitening is that of the training embeddings", () => {
    const trainEmbeddings = samples.embeddings.map((x) => 1 + 2 * x);
    const { whitening } = failureDirections({ ...samples, trainEmbeddings });
    whitening.mean.forEach((value, k) =>
      expect(value).toBeCloseTo(1 + 2 * found.whitening.mean[k], 10),
    );
    whitening.inverseScale.forEach((value, k) =>
      expect(value).toBeCloseTo(found.whitening.inverseScale[k] / 2, 10),
    );
  });

  test("outcomes that embeddings say nothing about score about one half", () => {
    const { embeddings, labels } = samples;
    const correct = labels.map((_, i) => (Math.floor(i / 2) % 4 === 0 ? 0 : 1));
    for (const { cvScore } of failureDirections({ embeddings, labels, correct }).classes) {
      expect(Math.abs(cvScore - 0.5)).toBeLessThan(0.1);
    }
  });

  test("constant dimensions are named and left out", () => {
    const embeddings = samples.embeddings.map((x, i) => (i % 6 === 4 ? 0.1 : x));
    const { constantDimensions, classes } = failureDirections({ ...samples, embeddings });
    expect(constantDimensions).toEqual([4]);
    for (const { w } of classes) expect(w[4]).toBe(0);
  });

  test("a row at the mean has no direction and gets b", () => {
    const { classes, whitening } = found;
    const decisions = decisionValues(found, whitening.mean, [8]);
    expect(decisions[0]).toBe(classes[1].b);
  });

  test("a class with one error is named with the reason, and its samples get NaN", () => {
    const correct = samples.correct.map((value, i) => (samples.labels[i] === 8 ? 1 : value));
    correct[1] = 0;
    const partly = failureDirections({ ...samples, correct });
    expect(partly.classes.map(({ label }) => label)).toEqual([3]);
    expect(partly.skipped).toEqual([
      {
        label: 8,
        samples: 200,
        errors: 1,
        reason: "expected at least 2 right and 2 wrong samples, got 199 and 1",
      },
    ]);
    const decisions = decisionValues(partly, samples.embeddings.subarray(0, 12), [3, 8]);
    expect(decisions[0]).not.toBeNaN();
    expect(decisions[1]).toBeNaN();
  });

  test("folds are the first and the last of each outcome, in order of appearance", () => {
    // Wrong on the left among the first three wrong and two right ones, on the right among the others: what the one fold
    // teaches fails on the other.
    const embeddings = [-1, 1, -1, 1, -1, 1, -1, 1, -1, -1];
    const correct = [0, 1, 0, 1, 0, 0, 1, 0, 1, 1];
    const labels = correct.map(() => 0);
    const { classes } = failureDirections({ embeddings, labels, correct }, { Cs: [10] });
    expect(classes[0].cvScore).toBe(0);
  });

  test("more folds, other C, no balance and no normalisation are used when asked for", () => {
    const options = { Cs: [0.5], folds: 4, balanced: false, normalize: false };
    const { classes, whitening } = failureDirections(samples, options);
    expect(whitening.normalize).toBe(false);
    for (const { C, cvScore, w } of classes) {
      expect(C).toBe(0.5);
      expect(cvScore).toBeGreaterThan(0.75);
      expect(w).not.toEqual(found.classes[0].w);
    }
  });

  test("labels that were never seen have no decision", () => {
    expect(() => decisionValues(found, samples.embeddings.subarray(0, 12), [3, 5])).toThrow(
      "decisionValues: expected labels that failureDirections saw, got 5 at row 1",
    );
  });

  const numbers = (...values: number[]): Float64Array => Float64Array.from(values);
  test.each([
    ["no samples", { embeddings: numbers(), labels: [], correct: [] }, "expected samples, got 0"],
    [
      "other numbers of rows",
      { embeddings: numbers(1, 2, 3), labels: [0, 0], correct: [0, 1] },
      "expected embeddings of shape [samples, features] = [2, features], flat, got 3 numbers",
    ],
    [
      "too few outcomes",
      { embeddings: numbers(1, 2), labels: [0, 0], correct: [0] },
      "expected correct of shape [samples] = [2], got 1 numbers",
    ],
    [
      "NaN",
      { embeddings: numbers(1, 2, NaN, 4), labels: [0, 0], correct: [0, 1] },
      "expected embeddings to hold finite numbers, got NaN at row 1, column 0",
    ],
    [
      "predictions instead of outcomes",
      { embeddings: numbers(1, 2), labels: [0, 0], correct: [1, 7] },
      "expected correct to be 0 or 1, got 7 at row 1",
    ],
    [
      "fractions as labels",
      { embeddings: numbers(1, 2), labels: [0, 0.5], correct: [1, 0] },
      "expected labels to be integers, got 0.5 at row 1",
    ],
    [
      "training embeddings of another width",
      {
        embeddings: numbers(1, 2, 3, 4),
        labels: [0, 0],
        correct: [1, 0],
        trainEmbeddings: numbers(1, 2, 3),
      },
      "expected trainEmbeddings of shape [samples, features] = [2, 2], flat, got 3 numbers",
    ],
    [
      "embeddings that are all alike",
      { embeddings: numbers(1, 2, 1, 2), labels: [0, 0], correct: [1, 0] },
      "expected trainEmbeddings that differ, got 2 equal rows",
    ],
  ])("refuses %s", (_, input, message) => {
    expect(() => failureDirections(input)).toThrow(`failureDirections: ${message}`);
  });

  test.each([
    [{ folds: 1 }, "expected folds to be an integer >= 2, got 1"],
    [{ Cs: [1, 0.1] }, "expected Cs > 0 and increasing, got [1, 0.1]"],
    [{ Cs: [] }, "expected Cs > 0 and increasing, got []"],
    [{ tolerance: 0 }, "expected tolerance > 0, got 0"],
  ])("refuses options %j", (options, message) => {
    expect(() => failureDirections(samples, options)).toThrow(`failureDirections: ${message}`);
  });
});
