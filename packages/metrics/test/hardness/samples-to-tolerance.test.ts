import { samplesToTolerance } from "@erlangen/metrics";
import { describe, expect, it } from "vitest";

describe("samplesToTolerance", () => {
  it("is the standard error of a mean", () => {
    expect(samplesToTolerance(100)).toBe(0.1);
    expect(samplesToTolerance(100, 3)).toBeCloseTo(0.3, 12);
    expect(() => samplesToTolerance(0)).toThrow(/samples to be an integer >= 1, got 0/);
    expect(() => samplesToTolerance(10, -1)).toThrow(/0 <= deviation, got -1/);
  });
});
