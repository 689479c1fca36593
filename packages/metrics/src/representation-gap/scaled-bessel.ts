/** e^{-x} I₀(x) and I₁(x) / I₀(x) for the modified Bessel functions at x ≥ 0. */
export interface ScaledBessel {
  readonly logScaledI0: number;
  readonly ratio: number;
}

/** Above, the asymptotic series is exact to rounding. */
const large = 30;

/**
 * Power series up to 30, Hankel's asymptotic series above; relative error about 1e-15.
 *
 * Source: Abramowitz, Stegun (1964), «Handbook of mathematical functions», 9.6.10 and 9.7.1.
 */
export function scaledBessel(x: number): ScaledBessel {
  if (x < large) {
    const [i0, i1] = [powerSeries(x, 0), powerSeries(x, 1)];
    return { logScaledI0: Math.log(i0) - x, ratio: i1 / i0 };
  }
  const [s0, s1] = [hankelSeries(x, 0), hankelSeries(x, 1)];
  return { logScaledI0: Math.log(s0 / Math.sqrt(2 * Math.PI * x)), ratio: s1 / s0 };
}

/** Σ_k (x/2)^{2k+ν} / (k! (k+ν)!). */
function powerSeries(x: number, order: 0 | 1): number {
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x * x) / (4 * k * (k + order));
    sum += term;
  }
  return sum;
}

/** √(2πx) e^{-x} I_ν(x). */
function hankelSeries(x: number, order: 0 | 1): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= 20; k++) {
    term *= -(4 * order * order - (2 * k - 1) ** 2) / (8 * k * x);
    sum += term;
  }
  return sum;
}
