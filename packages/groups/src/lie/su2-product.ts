import { realToComplex } from "../rotation/real-to-complex.ts";
import { wigner3j } from "../rotation/wigner-3j.ts";
import { coefficientsOf } from "./irrep-product.ts";
import type { BilinearMap } from "./irrep-product.ts";
import { couplingCoefficient } from "../rotation/clebsch-gordan.ts";

/** A spin in a product, with its Clebsch-Gordan coefficients in the real bases. */
export interface SpinTerm {
  readonly spin: number;
  readonly multiplicity: number;
  readonly coefficients: Float64Array;
}

/** A complex vector as (real part, imaginary part). */
type ComplexVector = readonly [Float64Array, Float64Array];

/**
 * The spins |j1-j2|, ..., j1+j2 in the product of two real irreps of SU(2).
 *
 * Both integers: {@link wigner3j}, scaled to an isometry. One half-integer: the complex coefficients,
 * once. Both: z (x) z' over the real numbers is z (x) z' and (T z) (x) z' over the complex ones, T
 * time reversal; each gives a complex vector of integer spin, hence two real ones: four copies.
 */
export function su2Product(j1: number, j2: number): SpinTerm[] {
  const [first, second] = [dimension(j1), dimension(j2)];
  const terms: SpinTerm[] = [];
  for (let j = Math.abs(j1 - j2); j <= j1 + j2; j++) {
    if (Number.isInteger(j1) && Number.isInteger(j2)) {
      const scale = Math.sqrt(2 * j + 1);
      const coefficients = wigner3j(j1, j2, j).map((value) => scale * value);
      terms.push({ spin: j, multiplicity: 1, coefficients });
      continue;
    }
    const couple = coupling(j1, j2, j);
    const both = Number.isInteger(j);
    const map: BilinearMap = both
      ? (x, y) => {
          const [z, w] = [complexOf(j1, x), complexOf(j2, y)];
          return [couple(z, w), couple(reversed(z), w)].flatMap((value) => realVectors(j, value));
        }
      : (x, y) => {
          const [re, im] = couple(complexOf(j1, x), complexOf(j2, y));
          return [[...re, ...im]];
        };
    const scale = both ? Math.SQRT1_2 : 1;
    const coefficients = coefficientsOf([first, second], map, scale);
    terms.push({ spin: j, multiplicity: both ? 4 : 1, coefficients });
  }
  return terms;
}

function dimension(j: number): number {
  return Number.isInteger(j) ? 2 * j + 1 : 2 * (2 * j + 1);
}

/** w_m = sum <j1 m1, j2 m2 | j m> z_m1 z'_m2 */
function coupling(
  j1: number,
  j2: number,
  j: number,
): (z: ComplexVector, w: ComplexVector) => ComplexVector {
  const table: { a: number; b: number; c: number; value: number }[] = [];
  for (let a = 0; a <= 2 * j1; a++) {
    for (let b = 0; b <= 2 * j2; b++) {
      const m = a - j1 + (b - j2);
      if (Math.abs(m) > j) continue;
      const value = couplingCoefficient([j1, j2, j], [a - j1, b - j2, m]).toNumber();
      if (value !== 0) table.push({ a, b, c: j + m, value });
    }
  }
  return ([p, q], [r, s]) => {
    const [re, im] = [new Float64Array(2 * j + 1), new Float64Array(2 * j + 1)];
    for (const { a, b, c, value } of table) {
      re[c] += value * (p[a] * r[b] - q[a] * s[b]);
      im[c] += value * (p[a] * s[b] + q[a] * r[b]);
    }
    return [re, im];
  };
}

/** Real coordinates of spin j as a complex vector in the basis m = -j, ..., j. */
function complexOf(j: number, x: Float64Array): ComplexVector {
  const width = 2 * j + 1;
  if (!Number.isInteger(j)) return [x.subarray(0, width), x.subarray(width)];
  const { re, im } = realToComplex(j);
  const apply = (matrix: Float64Array): Float64Array =>
    Float64Array.from({ length: width }, (_, m) =>
      x.reduce((sum, value, i) => sum + matrix[m * width + i] * value, 0),
    );
  return [apply(re), apply(im)];
}

/** Q^H w: a complex vector of integer spin as two real ones. */
function realVectors(j: number, [p, q]: ComplexVector): Float64Array[] {
  const width = 2 * j + 1;
  const { re, im } = realToComplex(j);
  const [first, second] = [new Float64Array(width), new Float64Array(width)];
  for (let m = 0; m < width; m++) {
    for (let i = 0; i < width; i++) {
      const [a, b] = [re[m * width + i], im[m * width + i]];
      first[i] += a * p[m] + b * q[m];
      second[i] += a * q[m] - b * p[m];
    }
  }
  return [first, second];
}

/** Time reversal: (T z)_m = (-1)^(j-m) conj(z_(-m)). */
function reversed([re, im]: ComplexVector): ComplexVector {
  const sign = (i: number): number => ((re.length - 1 - i) % 2 === 0 ? 1 : -1);
  const flip = (part: Float64Array, factor: number): Float64Array =>
    part.map((_, i) => factor * sign(i) * part[part.length - 1 - i]);
  return [flip(re, 1), flip(im, -1)];
}
