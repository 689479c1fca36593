import { assertDegree } from "./degree.ts";

/** A matrix of complex numbers as two real ones. */
export interface ComplexMatrix {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The power n for which the entry of order (mu, m) of {@link realToComplex} is i^n times its size.
 *
 * @param l - Degree.
 * @param mu - Order in the complex basis, m or -m.
 * @param m - Order in the real basis.
 */
export function phasePower(l: number, mu: number, m: number): number {
  const withoutDegree = m === 0 ? 0 : mu < 0 ? (m > 0 ? 0 : 3) : 2 * Math.abs(m) + (m > 0 ? 0 : 1);
  return (withoutDegree + 3 * l) % 4;
}

/**
 * The unitary change of basis Q from the real to the complex (Condon-Shortley) basis of degree l:
 * D_complex = Q D_real Q^H.
 *
 * Q[mu, m] is zero unless |mu| = |m|, has size 1 for m = 0 and 1/sqrt(2) otherwise, and carries the
 * phase (-i)^l that makes the real Clebsch-Gordan coefficients real.
 *
 * @param l - Degree, an integer >= 0.
 * @returns Real and imaginary part, each [2l+1, 2l+1] (complex order, real order), row-major.
 * @throws ArgumentError when l is no degree.
 *
 * Source: equals `change_basis_real_to_complex` of e3nn 0.6.
 */
export function realToComplex(l: number): ComplexMatrix {
  assertDegree("realToComplex", "l", l);
  const width = 2 * l + 1;
  const [re, im] = [new Float64Array(width * width), new Float64Array(width * width)];
  for (let m = -l; m <= l; m++) {
    for (const mu of new Set([m, -m])) {
      const position = (mu + l) * width + m + l;
      const size = m === 0 ? 1 : Math.SQRT1_2;
      const power = phasePower(l, mu, m);
      (power % 2 === 0 ? re : im)[position] = power < 2 ? size : -size;
    }
  }
  return { re, im };
}
