import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, i32x4, v128 } from "../assembler/vectors.ts";
import { polynomial } from "./polynomial.ts";

/** (log(1 + t) - t + t^2 / 2) / t^3 on [sqrt(1/2) - 1, sqrt(2) - 1]. Source: Cephes 2.8, `logf`. */
const coefficients = [
  3.3333331174e-1, -2.4999993993e-1, 2.0000714765e-1, -1.6668057665e-1, 1.4249322787e-1,
  -1.2420140846e-1, 1.167699874e-1, -1.151461031e-1, 7.0376836292e-2,
];

/** x = 2^exponent (1 + t) with sqrt(1/2) <= 1 + t < sqrt(2), for positive finite x. */
export interface Decomposed {
  /** As floats. */
  readonly exponent: Local<"v128">;
  readonly t: Local<"v128">;
}

/** Takes positive finite numbers apart; numbers below the normal ones too. */
export function decompose(f: FunctionBuilder, x: Value<"v128">): Decomposed {
  const isTiny = f.let(f32x4.lt(x, f32x4.constant(2 ** -126)));
  const grown = v128.bitselect(f.let(f32x4.mul(x, 2 ** 23)), x, isTiny);
  const root = i32x4.constant(0x3f3504f3);
  const bits = f.let(i32x4.sub(grown, root));
  const exponent = i32x4.sub(i32x4.shrS(bits, 23), v128.and(isTiny, i32x4.constant(23)));
  const mantissa = i32x4.add(v128.and(bits, i32x4.constant(0x7fffff)), root);
  return {
    exponent: f.let(f32x4.convertI32x4(exponent)),
    t: f.let(f32x4.sub(mantissa, 1)),
  };
}

/** log x in four lanes; relative error below 2e-7, also near 1. */
export function log(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const { exponent, t } = decompose(f, x);
  const square = f.let(f32x4.mul(t, t));
  const cubic = f32x4.mul(f32x4.mul(polynomial(f, t, coefficients), square), t);
  const small = f32x4.add(cubic, f32x4.mul(exponent, -2.1219444e-4));
  const bent = f32x4.sub(small, f32x4.mul(square, 0.5));
  const sum = f.let(f32x4.add(f32x4.add(bent, t), f32x4.mul(exponent, 0.693359375)));
  // Infinity and NaN stand for themselves; below 0 there is nothing.
  const isOrdinary = f32x4.lt(x, f32x4.constant(Infinity));
  const finite = f.let(v128.bitselect(sum, f.let(f32x4.add(x, x)), isOrdinary));
  const positive = f.let(
    v128.bitselect(f32x4.constant(-Infinity), finite, f32x4.eq(x, f32x4.constant(0))),
  );
  return v128.or(positive, f32x4.lt(x, f32x4.constant(0)));
}

/**
 * log(1 + x) in four lanes; relative error below 3e-7.
 *
 * With u = 1 + x as rounded, log(1 + x) = log u + (x - (u - 1)) / u to first order in the rounding.
 */
export function log1p(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const u = f.let(f32x4.add(x, 1));
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(u, 1)), u);
  // At -1 and infinity there is nothing to correct.
  const isOrdinary = v128.and(
    f32x4.lt(u, f32x4.constant(Infinity)),
    f32x4.gt(u, f32x4.constant(0)),
  );
  const correction = f.let(v128.and(f.let(lost), isOrdinary));
  return f32x4.add(log(f, u), correction);
}
