import { rational } from "./horner.ts";
import type { Rational } from "./horner.ts";

/**
 * The error function, erf x = 2/sqrt(π) ∫_0^x exp(-t²) dt.
 *
 * Error below 1 ulp where the platform's `Math.exp` has one; NaN gives NaN, ±Infinity gives ±1.
 *
 * Source: the rational approximations of `s_erf.c` in fdlibm 5.3 (Sun Microsystems, 1993).
 *
 * ```ts
 * import { erf } from "@erlangen/numerics";
 *
 * erf(1); // => 0.8427007929497149
 * ```
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < smallEnd) return x + x * rational(small, x * x);
  const positive = size < middleEnd ? erf1 + rational(middle, size - 1) : 1 - tail(size);
  return x < 0 ? -positive : positive;
}

/**
 * The complementary error function, erfc x = 1 - erf x, without the cancellation for large x.
 *
 * Relative error below 1e-15 down to the smallest normal number (x = 26.5); 0 beyond x = 27.3.
 *
 * Source: as `erf`.
 *
 * ```ts
 * import { erfc } from "@erlangen/numerics";
 *
 * erfc(10); // => 2.088487583763e-45
 * ```
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size < smallEnd) {
    const excess = x * rational(small, x * x);
    return x < 0.25 ? 1 - (x + excess) : 0.5 - (x - 0.5 + excess);
  }
  if (size < middleEnd) {
    const excess = rational(middle, size - 1);
    return x < 0 ? 1 + (erf1 + excess) : 1 - erf1 - excess;
  }
  return x < 0 ? 2 - tail(size) : tail(size);
}

/**
 * erfc x for x >= 1.25: exp(-x² - 9/16 + r(1/x²)) / x.
 *
 * Numerics: with z = x in single precision, z² is exact and (z - x)(z + x) restores the rest of x².
 */
function tail(x: number): number {
  if (x > 28) return 0;
  const z = Math.fround(x);
  const r = rational(x < 1 / 0.35 ? near : far, 1 / (x * x));
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + r)) / x;
}

const smallEnd = 0.84375;
const middleEnd = 1.25;
/** erf 1 in single precision. */
const erf1 = 8.45062911510467529297e-1;

const small: Rational = {
  numerator: [
    1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2,
    -5.77027029648944159157e-3, -2.37630166566501626084e-5,
  ],
  denominator: [
    1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
    1.32494738004321644526e-4, -3.9602282787753681232e-6,
  ],
};

const middle: Rational = {
  numerator: [
    -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
    3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2,
    -2.166375594868790843e-3,
  ],
  denominator: [
    1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
    1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.1984499846799107417e-2,
  ],
};

const near: Rational = {
  numerator: [
    -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
    -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2,
    -8.12874355063065934246e1, -9.81432934416914548592,
  ],
  denominator: [
    1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2,
    6.45387271733267880336e2, 4.29008140027567833386e2, 1.08635005541779435134e2,
    6.57024977031928170135, -6.04244152148580987438e-2,
  ],
};

const far: Rational = {
  numerator: [
    -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
    -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3,
    -4.83519191608651397019e2,
  ],
  denominator: [
    1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3,
    3.19985821950859553908e3, 2.55305040643316442583e3, 4.74528541206955367215e2,
    -2.24409524465858183362e1,
  ],
};
