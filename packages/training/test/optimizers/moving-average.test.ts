import { Random } from "@erlangen/numerics";
import { tensor } from "@erlangen/tensor";
import { movingAverage } from "@erlangen/training/optimizers";
import { describe, expect, it } from "vitest";
import { float64, relativeError } from "../tolerances.ts";

describe("movingAverage", () => {
  it("is the plain recursion with a decay that grows from 2/11", () => {
    const random = Random.fromSeed(1);
    let average = tensor(random.normal(5));
    const expected = Float64Array.from(average.data);
    for (let step = 1; step <= 40; step++) {
      const weights = random.normal(5);
      average = movingAverage(average, tensor(weights), tensor([step], [], "float64"), 0.7);
      const d = Math.min(0.7, (1 + step) / (10 + step));
      weights.forEach((w, i) => (expected[i] = d * expected[i] + (1 - d) * w));
    }
    expect(relativeError(average.data, expected)).toBeLessThan(float64);
  });

  it("does not move once it is there", () => {
    const weights = tensor([1, -2], [2], "float64");
    const average = movingAverage(weights, weights, tensor([7], [], "float64"), 0.99);
    expect(average.toArray()).toEqual([1, -2]);
  });
});
