/** One term of a derivative: component `row` of degree l receives `value` times component `column` of degree l - 1. */
interface GradientTerm {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** The terms of ∂R_l/∂x, ∂R_l/∂y and ∂R_l/∂z. */
export type DegreeGradient = readonly [
  x: readonly GradientTerm[],
  y: readonly GradientTerm[],
  z: readonly GradientTerm[],
];

const cache: DegreeGradient[] = [];

/**
 * The constant sparse matrices G_a with ∂R_l/∂x_a = G_a R_{l-1}, rows and columns l + m and l - 1 + m.
 *
 * R_l are the real solid harmonics r^l Y_l in component normalisation, polar axis y, order m = -l..l. With
 * S_l^m = r^l P_l^m(y/r) e^{imα} / (l+m)! (no Condon-Shortley phase, α from z to x): ∂_y S_l^m = S_{l-1}^m,
 * (∂_z - i∂_x) S_l^m = S_{l-1}^{m-1} and (∂_z + i∂_x) S_l^m = -S_{l-1}^{m+1}. Together with Euler's relation
 * l R_l = Σ_a x_a ∂_a R_l they also give the harmonics themselves, one degree from the one before.
 *
 * Source: Hobson (1931), «The theory of spherical and ellipsoidal harmonics», sections 83 to 85.
 */
export function solidHarmonicGradient(l: number): DegreeGradient {
  return (cache[l] ??= gradientTerms(l));
}

function gradientTerms(l: number): DegreeGradient {
  const terms: [GradientTerm[], GradientTerm[], GradientTerm[]] = [[], [], []];
  const add = (axis: 0 | 1 | 2, m: number, from: number, factor: number): void => {
    if (Math.abs(from) > l - 1) return;
    const value = factor * Math.exp(logScale(l, m) - logScale(l - 1, from));
    terms[axis].push({ row: l + m, column: l - 1 + from, value });
  };
  for (let m = -l; m <= l; m++) add(1, m, m, 1);
  add(2, 0, 1, -1);
  add(0, 0, -1, -1);
  for (let m = 1; m <= l; m++) {
    add(2, m, m - 1, 0.5);
    add(2, m, m + 1, -0.5);
    if (m > 1) add(2, -m, 1 - m, 0.5);
    add(2, -m, -m - 1, -0.5);
    add(0, m, -m - 1, -0.5);
    if (m > 1) add(0, m, 1 - m, -0.5);
    add(0, -m, m + 1, 0.5);
    add(0, -m, m - 1, 0.5);
  }
  return terms;
}

/** log of sqrt((2l+1) k_m (l-m)! (l+m)!), k_0 = 1 and 2 otherwise: the norm of component m over that of S_l^m. */
function logScale(l: number, m: number): number {
  return (
    0.5 * (Math.log((2 * l + 1) * (m === 0 ? 1 : 2)) + logFactorial(l - m) + logFactorial(l + m))
  );
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}
