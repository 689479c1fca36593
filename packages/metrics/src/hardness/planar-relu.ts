import { absoluteProduct } from "./absolute-product.ts";

/**
 * The function f(x, y) = Σ_{m=1}^{2k} (-1)^m ReLU(x cos(π m / k) + y sin(π m / k)) on the plane, for even k.
 *
 * In polar coordinates f = r h(θ) with h(θ + π/k) = -h(θ): only angular frequencies k, 3k, 5k, ... occur, so that all its
 * Hermite components of degree below k vanish. For odd k it is 0. Terms m and m + k make an absolute value.
 */
export function planarRelu(k: number, x: number, y: number): number {
  let sum = 0;
  for (let m = 1; m <= k; m++) {
    const term = Math.abs(x * Math.cos((Math.PI * m) / k) + y * Math.sin((Math.PI * m) / k));
    sum += m % 2 === 0 ? term : -term;
  }
  return sum;
}

/**
 * E f(z)² of {@link planarRelu} for a standard normal z.
 *
 * 4 k² Σ_{t>=0} (2 / (π (q² - 1)))² over the frequencies q = k (2t + 1), which sums up to
 * sec²(π / 2k) - (2k / π) tan(π / 2k), by the partial fractions of the tangent.
 */
export function planarReluMeanSquare(k: number): number {
  const angle = Math.PI / (2 * k);
  return 1 / Math.cos(angle) ** 2 - Math.tan(angle) / angle;
}

/**
 * E f(z) f(z') of {@link planarRelu} for standard normal z and z' with E z z'ᵀ = M.
 *
 * @param m - M, row-major [2, 2], of spectral norm at most 1.
 */
export function planarReluProduct(k: number, m: ArrayLike<number>): number {
  const cosines = Array.from({ length: k }, (_, i) => Math.cos((Math.PI * (i + 1)) / k));
  const sines = Array.from({ length: k }, (_, i) => Math.sin((Math.PI * (i + 1)) / k));
  let sum = 0;
  for (let i = 0; i < k; i++) {
    const a = cosines[i] * m[0] + sines[i] * m[2];
    const b = cosines[i] * m[1] + sines[i] * m[3];
    for (let j = 0; j < k; j++) {
      const term = absoluteProduct(a * cosines[j] + b * sines[j]);
      sum += (i + j) % 2 === 0 ? term : -term;
    }
  }
  return sum;
}
