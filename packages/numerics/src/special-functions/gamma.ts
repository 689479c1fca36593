import { factorial } from "./factorial.ts";
import { logGammaNearTwo, stirlingCorrection } from "./log-gamma.ts";

/**
 * Γ(x) = ∫_0^∞ t^(x-1) exp(-t) dt, continued to all reals; NaN at 0 and the negative integers.
 *
 * Correctly rounded at the positive integers; relative error about 1e-15 for other x in (0, 171.6), about
 * 1e-15 (1 + |x|) for x < 0; Infinity above.
 *
 * Source: as `logGamma`.
 *
 * ```ts
 * import { gamma } from "@erlangen/numerics";
 *
 * gamma(5); // => 24
 * gamma(0.5); // => 1.77245385090552
 * ```
 */
export function gamma(x: number): number {
  if (x > 171.7) return Infinity;
  if (x <= 0) {
    if (Number.isInteger(x)) return NaN;
    const nearest = Math.round(x);
    const sine = Math.sin(Math.PI * (x - nearest)) * (nearest % 2 === 0 ? 1 : -1);
    return Math.PI / (sine * gamma(1 - x));
  }
  if (Number.isInteger(x)) return Number(factorial(x - 1));
  if (x >= 20) {
    const root = Math.pow(x, x / 2 - 0.25);
    return Math.sqrt(2 * Math.PI) * root * Math.exp(-x) * Math.exp(stirlingCorrection(x)) * root;
  }
  let factor = 1;
  let y = x;
  while (y > 2.5) factor *= --y;
  while (y < 1.5) factor /= y++;
  return factor * Math.exp(logGammaNearTwo(y - 2));
}
