import {
  constantRate,
  cosineDecay,
  exponentialDecay,
  piecewiseRate,
} from "@erlangen/training/schedules";
import { describe, expect, it } from "vitest";

describe("schedules", () => {
  it("constantRate is the same at every step", () => {
    expect([0, 1, 1e6].map(constantRate(0.3))).toEqual([0.3, 0.3, 0.3]);
  });

  it("cosineDecay warms up in a straight line to the peak", () => {
    const rate = cosineDecay({ peak: 0.8, steps: 100, warmup: 4 });
    expect([0, 1, 2, 3, 4].map(rate)).toEqual([0.2, 0.4, 0.6000000000000001, 0.8, 0.8]);
  });

  it("cosineDecay falls to the final rate, passes the mean half way, and stays there", () => {
    const rate = cosineDecay({ peak: 0.8, steps: 110, warmup: 10, final: 0.1 });
    expect(rate(60)).toBeCloseTo((0.8 + 0.08) / 2, 12);
    expect(rate(110)).toBeCloseTo(0.08, 12);
    expect(rate(5000)).toBeCloseTo(0.08, 12);
    for (let step = 10; step < 110; step++) expect(rate(step + 1)).toBeLessThan(rate(step));
  });

  it("exponentialDecay multiplies by the factor every so many steps", () => {
    const rate = exponentialDecay({ rate: 2, factor: 0.5, every: 10 });
    [2, 1, 0.5].forEach((expected, i) => expect(rate(10 * i)).toBeCloseTo(expected, 12));
    expect(rate(5)).toBeCloseTo(Math.SQRT2, 12);
  });

  it("piecewiseRate jumps at the first step of each piece", () => {
    const rate = piecewiseRate([
      [0, 1],
      [10, 0.1],
      [20, 0],
    ]);
    expect([0, 9, 10, 19, 20, 1000].map(rate)).toEqual([1, 1, 0.1, 0.1, 0, 0]);
  });

  it("numbers out of range are refused where they are given", () => {
    expect(() => constantRate(0)).toThrow("constantRate: expected rate > 0, got 0");
    expect(() => cosineDecay({ peak: Number.NaN, steps: 10 })).toThrow(
      "cosineDecay: expected peak > 0, got NaN",
    );
    expect(() => cosineDecay({ peak: 1, steps: 10, warmup: -1 })).toThrow(
      "cosineDecay: expected warmup >= 0, got -1",
    );
    expect(() => exponentialDecay({ rate: 1, factor: 0, every: 1 })).toThrow(
      "exponentialDecay: expected factor > 0, got 0",
    );
    expect(() => piecewiseRate([])).toThrow(
      "piecewiseRate: expected pieces ascending from step 0, got []",
    );
    expect(() =>
      piecewiseRate([
        [0, 1],
        [0, 2],
      ]),
    ).toThrow("piecewiseRate: expected pieces ascending from step 0, got [[0,1],[0,2]]");
    expect(() => piecewiseRate([[0, -1]])).toThrow("piecewiseRate: expected rate >= 0, got -1");
  });
});
