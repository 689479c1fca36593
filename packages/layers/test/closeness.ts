import { tensor, type NestedNumbers, type Tensor } from "@erlangen/tensor";
import { expect } from "vitest";

/** Named tolerances: golden files and derivatives in float64, central differences. */
export const tolerances = { golden: 1e-10, differences: 1e-6 } as const;

/** Asserts that shapes are equal and numbers agree up to `tolerance` of the largest expected one (at least 1). */
export function expectClose(
  actual: Tensor,
  expected: Tensor | NestedNumbers,
  tolerance: number = tolerances.golden,
): void {
  const wanted =
    typeof expected === "object" && "dtype" in expected
      ? expected
      : tensor(expected, undefined, "float64");
  expect(actual.shape).toEqual(wanted.shape);
  let [worst, scale, place] = [0, 1, 0];
  for (let i = 0; i < actual.size; i++) {
    const difference = Math.abs(actual.data[i] - wanted.data[i]);
    scale = Math.max(scale, Math.abs(wanted.data[i]));
    if (!(difference <= worst)) [worst, place] = [difference, i];
  }
  if (!(worst <= tolerance * scale)) {
    expect.fail(
      `element ${place}: ${actual.data[place]} differs from ${wanted.data[place]} by more than ${tolerance} of ${scale}`,
    );
  }
}
