import { ArgumentError } from "../errors.ts";
import { show } from "../require.ts";
import { rational } from "./horner.ts";
import type { Rational } from "./horner.ts";
import { portableLog } from "./portable-log.ts";

/**
 * The quantile of the standard normal distribution: the z with Φ(z) = p.
 *
 * Relative error about 1e-15, with the same bits on every machine (no libm is called).
 *
 * @param p - A probability strictly between 0 and 1.
 * @returns z, negative below p = 1/2.
 * @throws ArgumentError when `p` is not in (0, 1).
 *
 * Source: Wichura (1988), «Algorithm AS 241: the percentage points of the normal distribution», routine PPND16.
 *
 * ```ts
 * import { normalQuantile } from "@erlangen/numerics";
 *
 * normalQuantile(0.5); // => 0
 * normalQuantile(0.975); // => 1.959964
 * ```
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new ArgumentError(`normalQuantile: expected p strictly between 0 and 1, got ${show(p)}`);
  }
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(central, 0.180625 - q * q);
  const r = Math.sqrt(-portableLog(q < 0 ? p : 1 - p));
  const size = r <= 5 ? rational(tail, r - 1.6) : rational(farTail, r - 5);
  return q < 0 ? -size : size;
}

/** For |p - 1/2| <= 0.425. */
const central: Rational = {
  numerator: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  denominator: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ],
};

/** For sqrt(-log of the tail) <= 5. */
const tail: Rational = {
  numerator: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
    7.7454501427834140764e-4,
  ],
  denominator: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
    0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
    1.05075007164441684324e-9,
  ],
};

/** Beyond. */
const farTail: Rational = {
  numerator: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
    2.01033439929228813265e-7,
  ],
  denominator: [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
    7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
    2.04426310338993978564e-15,
  ],
};
