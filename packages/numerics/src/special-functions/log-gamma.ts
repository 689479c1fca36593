import { horner } from "./horner.ts";

/**
 * log |Γ(x)|, Infinity at 0 and the negative integers.
 *
 * Relative error about 1e-15 for x > 0, near the zeros at 1 and 2 too; absolute, times the size of log |Γ(1 - x)|,
 * for x < 0.
 *
 * Source: Stirling's series beyond 8; around 2 the Taylor series with coefficients (-1)^k (ζ(k) - 1) / k (Abramowitz,
 * Stegun 1964, 6.1.33); the functional equation between.
 *
 * ```ts
 * import { logGamma } from "@erlangen/numerics";
 *
 * logGamma(100); // => 359.134205369575
 * ```
 */
export function logGamma(x: number): number {
  if (x <= 0) {
    const sine = Math.abs(Math.sin(Math.PI * (x - Math.round(x))));
    return sine === 0 ? Infinity : Math.log(Math.PI / sine) - logGamma(1 - x);
  }
  if (x < 0.5) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  if (x >= 8) return (x - 0.5) * (Math.log(x) - 1) + stirlingConstant + stirlingCorrection(x);
  let product = 1;
  let y = x;
  while (y > 2.5) product *= --y;
  return Math.log(product) + logGammaNearTwo(y - 2);
}

/** log Γ(2 + t) for |t| <= 1/2. */
export function logGammaNearTwo(t: number): number {
  return t * (oneMinusEuler + t * horner(taylor, t));
}

/** log Γ(x) - ((x - 1/2) log x - x + log(2π) / 2) for x >= 8, by Stirling's series. */
export function stirlingCorrection(x: number): number {
  return horner(stirling, 1 / (x * x)) / x;
}

/** (log(2π) - 1) / 2 */
const stirlingConstant = 0.41893853320467274178;
/** 1 minus Euler's constant. */
const oneMinusEuler = 0.422784335098467139394;

/** B_2j / (2j (2j - 1)) for j = 1, 2, ... */
const stirling: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/** ζ(k) - 1 for k = 2, 3, ... */
const zetaMinusOne: readonly number[] = [
  0.644934066848226436, 0.202056903159594285, 0.0823232337111381915, 0.0369277551433699263,
  0.0173430619844491397, 0.00834927738192282684, 0.00407735619794433938, 0.00200839282608221442,
  0.000994575127818085337, 0.000494188604119464559, 0.000246086553308048299,
  0.000122713347578489147, 0.0000612481350587048293, 0.0000305882363070204936,
  0.0000152822594086518717, 7.63719763789976227e-6, 3.81729326499983986e-6, 1.90821271655393893e-6,
  9.53962033872796113e-7, 4.76932986787806463e-7, 2.3845050272773299e-7, 1.19219925965311073e-7,
  5.96081890512594796e-8, 2.98035035146522802e-8, 1.49015548283650412e-8, 7.45071178983542949e-9,
  3.72533402478845705e-9,
];

const taylor = zetaMinusOne.map((value, i) => ((i % 2 === 0 ? 1 : -1) * value) / (i + 2));
