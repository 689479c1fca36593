import { ArgumentError } from "@erlangen/numerics";
import { assertDegree } from "../rotation/degree.ts";
import { exactBinomial, fallingFactorial, ratioToNumber } from "./exact-ratio.ts";
import { requireForm } from "./require-form.ts";

/** The coefficient of x^(i+j-n) y^(d1+d2-n-i-j) in the transvectant of x^i y^(d1-i) and x^j y^(d2-j). */
export interface TransvectantEntry {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly value: number;
}

/**
 * The n-th transvectant of two binary forms: the bilinear map V(d1) x V(d2) -> V(d1+d2-2n) that
 * commutes with SL(2,R), which is unique up to a factor.
 *
 * psi_n(f, g) = (d1-n)! (d2-n)! / (d1! d2!) sum_i (-1)^i binom(n, i) d^n f/(dx^(n-i) dy^i) d^n
 * g/(dx^i dy^(n-i)). psi_0 is the product, psi_1 the Jacobian over d1 d2; psi_n(g, f) = (-1)^n
 * psi_n(f, g).
 *
 * Shapes: f [d1+1], g [d2+1] -> [d1+d2-2n+1].
 *
 * @param f - Coefficients, that of x^k y^(d1-k) at k; likewise `g`.
 * @param n - An integer from 0 to min(d1, d2).
 * @throws ShapeError or ArgumentError when a form is malformed or n is outside its range.
 *
 * Numerics: the table is exact, rounded once; commutes with g to about cond(g)^(d1+d2) 1e-16.
 *
 * Source: Olver (1999), «Classical invariant theory», definition 5.4; Lawrence, Harris (2024),
 * section 4.
 *
 * ```ts
 * import { transvectant } from "@erlangen/groups";
 *
 * // -1/2 of the discriminant b^2 - 4 a c of 2 y^2 + 3 x y + x^2
 * [...transvectant([2, 3, 1], [2, 3, 1], 2)]; // => [-0.5]
 * ```
 */
export function transvectant(f: ArrayLike<number>, g: ArrayLike<number>, n: number): Float64Array {
  const d1 = requireForm("transvectant", "f", f);
  const d2 = requireForm("transvectant", "g", g);
  const entries = transvectantEntries("transvectant", d1, d2, n);
  const result = new Float64Array(d1 + d2 - 2 * n + 1);
  for (const { i, j, k, value } of entries) result[k] += value * f[i] * g[j];
  return result;
}

/**
 * The nonzero coefficients of {@link transvectant}, by i, then j.
 *
 * @param d1 - Degree, an integer >= 0; likewise `d2`.
 * @param n - An integer from 0 to min(d1, d2).
 * @returns Each exact rational number rounded once; the list is shared and frozen.
 * @throws ArgumentError when an argument is outside its range.
 */
export function transvectantSparse(
  d1: number,
  d2: number,
  n: number,
): readonly TransvectantEntry[] {
  return transvectantEntries("transvectantSparse", d1, d2, n);
}

const cache = new Map<string, readonly TransvectantEntry[]>();

function transvectantEntries(
  where: string,
  d1: number,
  d2: number,
  n: number,
): readonly TransvectantEntry[] {
  requireOrder(where, d1, d2, n);
  const key = `${d1},${d2},${n}`;
  let entries = cache.get(key);
  if (entries === undefined) {
    const denominator = transvectantDenominator(d1, d2, n);
    const list: TransvectantEntry[] = [];
    for (let i = 0; i <= d1; i++) {
      for (let j = 0; j <= d2; j++) {
        const numerator = transvectantNumerator([d1, d2, n], i, j);
        if (numerator !== 0n) {
          const value = ratioToNumber(numerator, denominator);
          list.push(Object.freeze({ i, j, k: i + j - n, value }));
        }
      }
    }
    entries = Object.freeze(list);
    cache.set(key, entries);
  }
  return entries;
}

/** Refuses degrees and an order for which there is no transvectant. */
export function requireOrder(where: string, d1: number, d2: number, n: number): void {
  assertDegree(where, "d1", d1);
  assertDegree(where, "d2", d2);
  if (!Number.isInteger(n) || n < 0 || n > Math.min(d1, d2)) {
    throw new ArgumentError(
      `${where}: expected n to be an integer from 0 to min(d1, d2) = ${Math.min(d1, d2)}, got ${String(n)}`,
    );
  }
}

/** What {@link transvectantNumerator} is to be divided by. */
export function transvectantDenominator(d1: number, d2: number, n: number): bigint {
  return fallingFactorial(d1, n) * fallingFactorial(d2, n);
}

/**
 * The transvectant of x^i y^(d1-i) and x^j y^(d2-j), times {@link transvectantDenominator}:
 * sum_s (-1)^s binom(n, s) [i]_(n-s) [d1-i]_s [j]_s [d2-j]_(n-s), with falling factorials.
 */
export function transvectantNumerator(
  [d1, d2, n]: readonly [number, number, number],
  i: number,
  j: number,
): bigint {
  let sum = 0n;
  const last = Math.min(n, d1 - i, j);
  for (let s = Math.max(0, n - i, n - d2 + j); s <= last; s++) {
    const term =
      exactBinomial(n, s) *
      fallingFactorial(i, n - s) *
      fallingFactorial(d1 - i, s) *
      fallingFactorial(j, s) *
      fallingFactorial(d2 - j, n - s);
    sum += s % 2 === 0 ? term : -term;
  }
  return sum;
}
