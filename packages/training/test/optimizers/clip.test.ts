import { tensor } from "@erlangen/tensor";
import { clipByGlobalNorm, sgd } from "@erlangen/training/optimizers";
import { describe, expect, it } from "vitest";
import { float64, relativeError } from "../tolerances.ts";

/** The gradient that reaches the optimiser: a step of rate 1 from zero, turned round. */
function reaching(gradient: readonly number[], largestNorm: number): number[] {
  const zero = tensor(
    gradient.map(() => 0),
    undefined,
    "float64",
  );
  const optimizer = clipByGlobalNorm(sgd(), largestNorm);
  const [weights] = optimizer.update(
    tensor(gradient, undefined, "float64"),
    optimizer.init(zero),
    zero,
    tensor([1], [], "float64"),
  );
  return Array.from(weights.data, (w) => -w);
}

describe("clipByGlobalNorm", () => {
  it("leaves a gradient that is short enough as it is", () => {
    expect(reaching([0.3, -0.4], 0.6)).toEqual([0.3, -0.4]);
  });

  it("shortens a longer one to the largest norm and keeps its direction", () => {
    expect(relativeError(reaching([30, -40], 5), [3, -4])).toBeLessThan(float64);
  });

  it("lets a gradient of zero through", () => {
    expect(reaching([0, 0], 1).map(Math.abs)).toEqual([0, 0]);
  });
});
