import { captionAccuracy, captionTexts, failureDirections, scoreCaptions } from "@erlangen/metrics";
import { describe, expect, test } from "vitest";
import { plantedFailures } from "./planted.ts";

const found = failureDirections({
  ...plantedFailures(400),
  trainEmbeddings: plantedFailures(200, 5).embeddings.map((x) => 3 + 2 * x),
});
const reference = [1, 2, 3, 4, 5, 6];
const captions = [
  [0, 2, 3, 4, 5, 6],
  [1, 2, 3, 4, 5, 6],
  [3, 2, 3, 4, 5, 6],
  [2, 3, 4, 4, 5, 6],
].flat();

describe("scoreCaptions", () => {
  test("the caption on the failing side scores lowest, the reference itself 0", () => {
    const scores = scoreCaptions(found, { captions, reference }, { label: 3 });
    expect(scores[0]).toBeLessThan(0);
    expect(scores[1]).toBe(0);
    expect(scores[2]).toBeCloseTo(-scores[0], 12);
    const opposite = scoreCaptions(found, { captions, reference }, { label: 8 });
    expect(opposite[0]).toBeGreaterThan(0);
  });

  test("a score is w·v / |v| of the scaled difference", () => {
    const { w } = found.classes[0];
    const { inverseScale } = found.whitening;
    const v = [1, 1, 1, 0, 0, 0].map((value, k) => value * inverseScale[k]);
    const expected = v.reduce((sum, value, k) => sum + value * w[k], 0) / Math.hypot(...v);
    const scores = scoreCaptions(found, { captions, reference }, { label: 3 });
    expect(scores[3]).toBeCloseTo(expected, 12);
  });

  test("compat subtracts the mean of images and adds b", () => {
    const { w, b } = found.classes[0];
    const { mean, inverseScale } = found.whitening;
    const v = [1, 1, 1, 0, 0, 0].map((value, k) => (value - mean[k]) * inverseScale[k]);
    const expected = v.reduce((sum, value, k) => sum + value * w[k], 0) / Math.hypot(...v) + b;
    const scores = scoreCaptions(found, { captions, reference }, { label: 3, compat: true });
    expect(scores[3]).toBeCloseTo(expected, 12);
  });

  test("refuses a class without direction and captions of another width", () => {
    expect(() => scoreCaptions(found, { captions, reference }, { label: 4 })).toThrow(
      "scoreCaptions: expected label to be a class with a direction (3, 8), got 4",
    );
    expect(() => scoreCaptions(found, { captions: [1, 2], reference }, { label: 3 })).toThrow(
      "scoreCaptions: expected captions of shape [samples, features] = [1, 6], flat, got 2 numbers",
    );
    expect(() => scoreCaptions(found, { captions, reference: [1] }, { label: 3 })).toThrow(
      "expected reference of shape",
    );
  });
});

test("captions are all combinations of their parts", () => {
  const adjectives = ["", "white", "black"];
  const prepositions = ["", "outside"];
  const texts = captionTexts({ adjectives, nouns: ["cat", "kitten"], prepositions });
  expect(texts).toHaveLength(12);
  expect(new Set(texts).size).toBe(12);
  expect(texts[0]).toBe("a photo of a cat");
  expect(texts.at(-1)).toBe("a photo of a black kitten outside");
});

describe("captionAccuracy", () => {
  const samples = { embeddings: [1, 0, 0, 1, 2, 2, 0, 0], correct: [0, 1, 1, 1] };

  test("it counts the right ones among the nearest by angle, and zero rows last", () => {
    expect(captionAccuracy(samples, [1, 0.1], 1)).toBe(0);
    expect(captionAccuracy(samples, [1, 0.1], 2)).toBe(0.5);
    expect(captionAccuracy(samples, [1, 0.1], 4)).toBe(0.75);
  });

  test("refuses a count out of range and lengths that do not fit", () => {
    expect(() => captionAccuracy(samples, [1, 0], 5)).toThrow(
      "captionAccuracy: expected count to be an integer from 1 to 4, got 5",
    );
    expect(() => captionAccuracy(samples, [1, 0, 0], 1)).toThrow(
      "captionAccuracy: expected embeddings of shape [samples, features] = [4, 3], flat, got 8",
    );
  });
});
