/** What the tests of this package allow, relative to the scale of what is expected. */

/** Closed forms and single formulas. */
export const exactly = 1e-14;
/** Well-conditioned problems of size up to 200. */
export const accurate = 1e-12;

/** max |actual - expected| / max(|expected|, 1e-300); Infinity when the lengths differ or a number is NaN. */
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
