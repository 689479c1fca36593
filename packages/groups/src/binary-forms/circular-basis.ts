import { assertDegree } from "../rotation/degree.ts";
import { exactBinomial } from "./exact-ratio.ts";

/** The forms of degree d seen by rotations of the plane. */
export interface CircularBasis {
  /** The frequencies d, d-2, ..., 1 or 0: one block each, of two coordinates, or one at frequency 0. */
  readonly frequencies: readonly number[];
  /** Takes coefficients to circular coordinates, [d+1, d+1], row-major. */
  readonly matrix: Float64Array;
  /** The inverse of `matrix`, same shape. */
  readonly inverse: Float64Array;
}

/**
 * The change of basis that splits the forms of degree d into irreps of SO(2): the form p(R(-t) (x,
 * y)) has block m turned by the angle m t.
 *
 * With z = x + i y the basis forms are the real and imaginary parts of z^((d+m)/2) conj(z)^((d-m)/2),
 * scaled so that coordinates are orthonormal for the norm sum_k |p_k|^2 / binom(d, k), which
 * rotations preserve.
 *
 * @param d - Degree, an integer >= 0.
 * @throws ArgumentError when d is no degree.
 *
 * Source: Lawrence, Harris (2024), «Learning polynomial problems with SL(2,R)-equivariance»,
 * section 5 (restriction to the maximal compact subgroup).
 *
 * ```ts
 * import { circularBasis } from "@erlangen/groups";
 *
 * circularBasis(5).frequencies; // => [5, 3, 1]
 * ```
 */
export function circularBasis(d: number): CircularBasis {
  assertDegree("circularBasis", "d", d);
  const width = d + 1;
  const frequencies: number[] = [];
  const matrix = new Float64Array(width * width);
  const inverse = new Float64Array(width * width);
  const place = (column: number, form: Float64Array, scale: number): void => {
    for (let k = 0; k <= d; k++) {
      inverse[k * width + column] = form[k] * scale;
      matrix[column * width + k] = (form[k] * scale) / Number(exactBinomial(d, k));
    }
  };
  for (let m = d; m >= 0; m -= 2) {
    const [powers, conjugates] = [(d + m) / 2, (d - m) / 2];
    const { re, im } = circularMonomial(powers, conjugates);
    const count = Number(exactBinomial(d, powers));
    if (m === 0) {
      place(d, re, Math.sqrt(count / 2 ** d));
    } else {
      place(d - m, re, Math.sqrt(count / 2 ** (d - 1)));
      place(d - m + 1, im, Math.sqrt(count / 2 ** (d - 1)));
    }
    frequencies.push(m);
  }
  return { frequencies, matrix, inverse };
}

/** The coefficients of (x + i y)^powers (x - i y)^conjugates. */
function circularMonomial(
  powers: number,
  conjugates: number,
): { readonly re: Float64Array; readonly im: Float64Array } {
  const d = powers + conjugates;
  let [re, im] = [new Float64Array(d + 1), new Float64Array(d + 1)];
  re[0] = 1;
  for (let factor = 0; factor < d; factor++) {
    const sign = factor < powers ? 1 : -1;
    const [nextRe, nextIm] = [new Float64Array(d + 1), new Float64Array(d + 1)];
    for (let k = 0; k <= factor; k++) {
      nextRe[k + 1] += re[k];
      nextIm[k + 1] += im[k];
      nextRe[k] -= sign * im[k];
      nextIm[k] += sign * re[k];
    }
    [re, im] = [nextRe, nextIm];
  }
  return { re, im };
}
