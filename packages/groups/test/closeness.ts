import { expect } from "vitest";

/** Golden files and laws in float64. */
const float64 = 1e-10;

/** Asserts that two flat arrays agree up to `tolerance`, and says where they differ most. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number = float64,
): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 1; i < actual.length; i++) {
    if (!(Math.abs(actual[i] - expected[i]) <= Math.abs(actual[worst] - expected[worst]))) {
      worst = i;
    }
  }
  if (actual.length > 0 && !(Math.abs(actual[worst] - expected[worst]) <= tolerance)) {
    expect.fail(
      `entry ${worst}: ${actual[worst]} differs from ${expected[worst]} by more than ${tolerance}`,
    );
  }
}

/** The product of two square matrices [width, width]. */
export function multiply(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  width: number,
): Float64Array {
  const product = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < width; k++) {
      for (let j = 0; j < width; j++) {
        product[i * width + j] += first[i * width + k] * second[k * width + j];
      }
    }
  }
  return product;
}

/** The transpose of a matrix [width, width]. */
export function transpose(matrix: ArrayLike<number>, width: number): Float64Array {
  return Float64Array.from(
    { length: width * width },
    (_, n) => matrix[(n % width) * width + Math.floor(n / width)],
  );
}
