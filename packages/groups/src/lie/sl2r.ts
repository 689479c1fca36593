import { ArgumentError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import { planeRotation } from "./low-dimensional-rotations.ts";
import { matrixGroup } from "./matrix-group.ts";
import type { MatrixGroup } from "./matrix-group.ts";

/** Which elements of SL(2,R) {@link sampleSl2r} draws. */
export interface SampleSl2rOptions {
  /** Least and greatest condition number, 1 <= least <= greatest; default [1, 4]. */
  readonly condition?: readonly [number, number];
}

/**
 * The group SL(2,R) of area-preserving linear maps of the plane; elements are matrices [2, 2] of
 * determinant 1.
 *
 * Basis of the algebra: [[1, 0], [0, -1]], [[0, 1], [0, 0]], [[0, 0], [1, 0]]. It preserves the area
 * [[0, 1], [-1, 0]]. `log` fails exactly for the elements that are no exponential: trace below -2,
 * or trace -2 other than -1. Samples are those of {@link sampleSl2r}; the group is not compact.
 *
 * Source: Lang (1985), «SL2(R)», chapter 1.
 *
 * ```ts
 * import { sl2r } from "@erlangen/groups";
 *
 * sl2r.exp([0, 3, 0]); // => [1.000000000000, 3.000000000000, 0.000000000000, 1.000000000000]
 * [...sl2r.bracket([0, 1, 0], [0, 0, 1])]; // => [1, 0, 0]
 * ```
 */
export const sl2r: MatrixGroup = matrixGroup({
  name: "SL(2,R)",
  size: 2,
  algebra: [
    [1, 0, 0, -1],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
  ],
  invariantForms: [[0, 1, -1, 0]],
  log: logarithm,
  sample: (random) => sampleSl2r(random),
});

/**
 * An element of SL(2,R) with a condition number uniform in a range: R(s) diag(sqrt(k), 1/sqrt(k))
 * R(t) with uniform angles s, t (the decomposition K A K).
 *
 * @param options - `condition`: the range, default [1, 4].
 * @returns [2, 2], row-major.
 * @throws ArgumentError when the range is empty or below 1.
 *
 * Source: Lawrence, Harris (2024), «Learning polynomial problems with SL(2,R)-equivariance»,
 * appendix (bins of condition numbers); ours draws them directly instead of by rejection.
 */
export function sampleSl2r(
  random: Random,
  { condition: [least, greatest] = [1, 4] }: SampleSl2rOptions = {},
): Float64Array {
  if (!(least >= 1 && greatest >= least && Number.isFinite(greatest))) {
    throw new ArgumentError(
      `sampleSl2r: expected condition numbers 1 <= least <= greatest, got [${least}, ${greatest}]`,
    );
  }
  const [u, v, w] = random.uniform(3);
  const stretch = Math.sqrt(least + u * (greatest - least));
  const [a, b, c, d] = planeRotation(2 * Math.PI * v);
  const scaled = Float64Array.of(a * stretch, b / stretch, c * stretch, d / stretch);
  const [e, f, g, h] = planeRotation(2 * Math.PI * w);
  return Float64Array.of(
    scaled[0] * e + scaled[1] * g,
    scaled[0] * f + scaled[1] * h,
    scaled[2] * e + scaled[3] * g,
    scaled[2] * f + scaled[3] * h,
  );
}

/**
 * With g = c + N, c half the trace, N traceless of square s2 = c^2 - 1: log g = (w / s) N, where s =
 * sqrt|s2|, and w is the rapidity asinh(s) or the angle atan2(s, c).
 */
function logarithm(g: Float64Array): Float64Array {
  const half = (g[0] + g[3]) / 2;
  const [h, e, f] = [(g[0] - g[3]) / 2, g[1], g[2]];
  const square = h * h + e * f;
  const s = Math.sqrt(Math.abs(square));
  const negative = half < 0;
  if (negative && Math.max(Math.abs(h), Math.abs(e), Math.abs(f)) < 1e-12) {
    return Float64Array.of(0, -Math.PI, Math.PI, 0);
  }
  if (negative && square >= 0) {
    throw new ArgumentError(
      `SL(2,R).log: expected g to be an exponential, got trace ${2 * half} <= -2; take the logarithm of -g`,
    );
  }
  const ratio = s < 1e-8 && !negative ? 1 : (square > 0 ? Math.asinh(s) : Math.atan2(s, half)) / s;
  return Float64Array.of(ratio * h, ratio * e, ratio * f, -ratio * h);
}
