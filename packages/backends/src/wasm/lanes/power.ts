import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, f64x2, i32x4, shuffle32, v128 } from "../assembler/vectors.ts";
import { powerOfTwo } from "./exponential.ts";
import { decompose } from "./logarithm.ts";
import { polynomial } from "./polynomial.ts";

/** (2^r - 1) / r on [-1/2, 1/2]: the Taylor series. */
const exponentialCoefficients = [1, 2, 3, 4, 5, 6, 7].map((n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.LN2 ** n / factorial;
});

/** Integer powers up to this one are products. */
const largestProduct = 8;

/**
 * a^b in four lanes; relative error below 3e-7.
 *
 * b log2(a) is formed in float64: the digits before the point, up to 7 bits, would be missing behind it.
 * NaN where JavaScript's `a ** b` is NaN: a finite a < 0 with a fraction as exponent, and |a| = 1 with an infinite one.
 */
export function pow(f: FunctionBuilder, a: Value<"v128">, b: Value<"v128">): Value<"v128"> {
  const infinity = f32x4.constant(Infinity);
  const size = f.let(f32x4.abs(a));
  const { exponent, t } = decompose(f, size);
  const halves = [
    [0, 1, 0, 1],
    [2, 3, 2, 3],
  ] as const;
  const isZero = f.let(f32x4.eq(size, f32x4.constant(0)));
  const isInfinite = f.let(f32x4.eq(size, infinity));
  // The logarithm of 0, of infinity and of what is no number; otherwise 0.
  const infinite = v128.or(
    v128.and(f32x4.constant(-Infinity), isZero),
    v128.and(infinity, isInfinite),
  );
  const limit = f.let(v128.or(infinite, f32x4.ne(a, a)));
  const products = halves.map(([i, j, k, l]) => {
    const wide = (x: Value<"v128">): Value<"v128"> =>
      f64x2.promoteLowF32x4(shuffle32(x, x, [i, j, k, l]));
    const base = f.let(f64x2.add(log2OfOnePlus(f, wide(t)), wide(exponent)));
    return f.let(f64x2.mul(f64x2.add(base, wide(limit)), wide(b)));
  });
  const bounded = products.map((product): Local<"v128"> =>
    f.let(f64x2.max(f64x2.min(product, f64x2.constant(130)), f64x2.constant(-160))),
  );
  const wholes = bounded.map((product): Local<"v128"> => f.let(f64x2.nearest(product)));
  const r = f.let(joined(f64x2.sub(bounded[0], wholes[0]), f64x2.sub(bounded[1], wholes[1])));
  const n = f.let(i32x4.truncSatF32x4(joined(wholes[0], wholes[1])));
  const half = f.let(i32x4.shrS(n, 1));
  const mantissa = f.mulAdd(polynomial(f, r, exponentialCoefficients), r, f32x4.constant(1));
  const scaled = f32x4.mul(mantissa, powerOfTwo(half));
  const value = f.let(f32x4.mul(scaled, powerOfTwo(i32x4.sub(n, half))));
  return withSign(f, value, { a, b });
}

/** log2(1 + t) of doubles with sqrt(1/2) <= 1 + t < sqrt(2), by the series of the inverse hyperbolic tangent. */
function log2OfOnePlus(f: FunctionBuilder, t: Value<"v128">): Value<"v128"> {
  const given = f.let(t);
  const s = f.let(f64x2.div(given, f64x2.add(given, 2)));
  const square = f.let(f64x2.mul(s, s));
  const series = [13, 11, 9, 7, 5, 3].reduce<Value<"v128">>(
    (sum, n) => f64x2.add(f64x2.mul(sum, square), f64x2.constant(2 / n)),
    f64x2.constant(2 / 15),
  );
  const bent = f64x2.add(f64x2.mul(series, square), f64x2.constant(2));
  return f64x2.mul(f64x2.mul(bent, s), f64x2.constant(Math.LOG2E));
}

/** What |a|^b becomes for negative a, and a^0 = 1. */
function withSign(
  f: FunctionBuilder,
  value: Value<"v128">,
  { a, b }: { readonly a: Value<"v128">; readonly b: Value<"v128"> },
): Value<"v128"> {
  const zero = f32x4.constant(0);
  const isFraction = f32x4.ne(f32x4.floor(b), b);
  const isNegative = v128.and(f32x4.lt(a, zero), f32x4.gt(a, f32x4.constant(-Infinity)));
  const isMissing = v128.and(isFraction, isNegative);
  const half = f.let(f32x4.mul(b, 0.5));
  const isOdd = v128.andNot(f32x4.ne(f32x4.floor(half), half), f32x4.ne(f32x4.floor(b), b));
  const sign = v128.and(v128.and(a, isOdd), f32x4.constant(-0));
  const signed = f.let(v128.or(v128.xor(value, sign), isMissing));
  return v128.bitselect(f32x4.constant(1), signed, f32x4.eq(b, zero));
}

/** a^n for a constant integer exponent of small size as products; `undefined` for other exponents. */
export function powOfConstant(
  f: FunctionBuilder,
  a: Value<"v128">,
  exponent: number,
): Value<"v128"> | undefined {
  const count = Math.abs(exponent);
  if (!Number.isInteger(exponent) || count < 2 || count > largestProduct) return undefined;
  let product: Value<"v128"> | undefined;
  // The reciprocal first: a power of a large number would overflow where its reciprocal is not yet 0.
  let square = exponent > 0 ? a : f.let(f32x4.div(f32x4.constant(1), a));
  for (let rest = count; ; square = f.let(f32x4.mul(square, square))) {
    if (rest % 2 === 1)
      product = product === undefined ? square : f.let(f32x4.mul(product, square));
    rest = Math.floor(rest / 2);
    if (rest === 0) break;
  }
  return product;
}

/** Four singles from two pairs of doubles. */
function joined(low: Value<"v128">, high: Value<"v128">): Value<"v128"> {
  return shuffle32(f32x4.demoteF64x2(low), f32x4.demoteF64x2(high), [0, 1, 4, 5]);
}
