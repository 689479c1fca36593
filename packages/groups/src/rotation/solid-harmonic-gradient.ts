import { ArgumentError } from "@erlangen/numerics";
import { assertDegree } from "./degree.ts";
import { RationalRoot } from "./rational-root.ts";
import { wigner3jExact } from "./wigner-3j.ts";

/**
 * The constant matrices G_x, G_y, G_z that differentiate the solid harmonics: d R_l / d x_a = G_a
 * R_(l-1).
 *
 * R_l = r^l Y_l is the vector of component-normalised real solid harmonics of degree l, homogeneous
 * polynomials. Its gradient is harmonic of degree l-1, so by the theorem of Wigner and Eckart
 * G_a[i, j] = (2l+1) sqrt(l) w[a, i, j] with the invariant tensor (1, l, l-1); the factor follows
 * from |R_l|^2 = (2l+1) r^(2l).
 *
 * @param l - Degree, an integer >= 1.
 * @returns [3, 2l+1, 2l-1], row-major; each entry is an exact root rounded once.
 * @throws ArgumentError when l is no integer >= 1.
 *
 * Source: derived here; the gradient formula in another basis is in Varshalovich et al. (1988),
 * «Quantum theory of angular momentum», chapter 5.
 *
 * ```ts
 * import { solidHarmonicGradient } from "@erlangen/groups";
 *
 * solidHarmonicGradient(1)[0]; // => 1.7320508075688772
 * ```
 */
export function solidHarmonicGradient(l: number): Float64Array {
  assertDegree("solidHarmonicGradient", "l", l);
  if (l === 0) {
    throw new ArgumentError("solidHarmonicGradient: expected l to be an integer >= 1, got 0");
  }
  const [width, lowerWidth] = [2 * l + 1, 2 * l - 1];
  const gradient = new Float64Array(3 * width * lowerWidth);
  const factor = BigInt(width * width * l);
  for (const { i, j, k, value } of wigner3jExact(1, l, l - 1)) {
    gradient[(i * width + j) * lowerWidth + k] = new RationalRoot(
      value.sign,
      value.numerator * factor,
      value.denominator,
    ).toNumber();
  }
  return gradient;
}
