import { assertDegree } from "../rotation/degree.ts";
import { exactBinomial, ratioToNumber } from "./exact-ratio.ts";

/**
 * The bilinear form on V(d) that SL(2,R) preserves, unique up to a factor: symmetric for even d,
 * antisymmetric for odd d.
 *
 * It is the d-th transvectant, psi_d(f, g) = sum_k (-1)^(d-k) f_k g_(d-k) / binom(d, k).
 *
 * @param d - Degree, an integer >= 0.
 * @returns [d+1, d+1], row-major: M with M^T S M = S for M = the matrix of any element.
 * @throws ArgumentError when d is no degree.
 *
 * ```ts
 * import { invariantPairing } from "@erlangen/groups";
 *
 * [...invariantPairing(2)]; // => [0, 0, 1, 0, -0.5, 0, 1, 0, 0]
 * ```
 */
export function invariantPairing(d: number): Float64Array {
  assertDegree("invariantPairing", "d", d);
  const width = d + 1;
  const pairing = new Float64Array(width * width);
  for (let k = 0; k <= d; k++) {
    const sign = (d - k) % 2 === 0 ? 1n : -1n;
    pairing[k * width + d - k] = ratioToNumber(sign, exactBinomial(d, k));
  }
  return pairing;
}
