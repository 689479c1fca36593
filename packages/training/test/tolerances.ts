/** What the tests of this package allow, relative to the scale of what is expected. */

/** The same formula in another order of operations, float64. */
export const float64 = 1e-12;
/** Deep networks and their derivatives, float64. */
export const network64 = 1e-9;
/** A few steps of training in float32, on two engines. */
export const steps32 = 1e-4;

/** max |actual - expected| / max |expected|; Infinity when the lengths differ or a number is NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let [difference, scale] = [0, 1e-300];
  for (let i = 0; i < actual.length; i++) {
    const size = Math.abs(actual[i] - expected[i]);
    if (Number.isNaN(size)) return Infinity;
    difference = Math.max(difference, size);
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return difference / scale;
}
