import {
  f32x4,
  i32x4,
  v128,
  type FunctionBuilder,
  type Local,
  type Value,
} from "../assembler/index.ts";
import { polynomial } from "./polynomial.ts";

/** ln 2 in two parts: the first has few bits, so that its product with a small integer is exact. */
const ln2 = { high: 0.693359375, low: -2.1219444e-4 } as const;

/** (e^r - 1 - r) / r^2 on [-ln 2 / 2, ln 2 / 2]. Source: Cephes 2.8, `expf`. */
const coefficients = [
  5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3,
  1.98756915e-4,
];

/** x = n ln 2 + r with an integer n and |r| <= ln 2 / 2, and e^r - 1. */
interface Reduced {
  /** As integers. */
  readonly n: Local<"v128">;
  readonly excess: Local<"v128">;
}

function reduce(f: FunctionBuilder, x: Value<"v128">): Reduced {
  const whole = f.let(f32x4.nearest(f32x4.mul(x, Math.LOG2E)));
  const shifted = f32x4.sub(x, f32x4.mul(whole, ln2.high));
  const r = f.let(f32x4.sub(shifted, f32x4.mul(whole, ln2.low)));
  const square = f.let(f32x4.mul(r, r));
  const excess = f.let(f.mulAdd(polynomial(f, r, coefficients), square, r));
  return { n: f.let(i32x4.truncSatF32x4(whole)), excess };
}

/** 2^n for integers -126 <= n <= 127. */
export function powerOfTwo(n: Value<"v128">): Value<"v128"> {
  return i32x4.shl(i32x4.add(n, 127), 23);
}

/** `x` within bounds; NaN stays. */
function clamp(x: Value<"v128">, low: number, high: number): Value<"v128"> {
  return f32x4.pmax(f32x4.pmin(x, f32x4.constant(high)), f32x4.constant(low));
}

/**
 * e^x in four lanes; relative error below 2e-7.
 *
 * Scaled by 2^n in two steps, so that results below the normal numbers round once and large ones overflow.
 */
export function exp(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const { n, excess } = reduce(f, f.let(clamp(x, -104, 89)));
  const half = f.let(i32x4.shrS(n, 1));
  const scaled = f32x4.mul(f32x4.add(excess, 1), powerOfTwo(half));
  return f32x4.mul(scaled, powerOfTwo(i32x4.sub(n, half)));
}

/** e^x - 1 in four lanes; relative error below 4e-7 everywhere. */
export function expm1(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const bounded = f.let(clamp(x, -20, 89));
  const { n, excess } = reduce(f, bounded);
  // 2^n (excess + 1) - 1 from halves: 2^128 itself would overflow.
  const half = f.let(powerOfTwo(i32x4.sub(n, 1)));
  const wide = f32x4.mul(f.mulAdd(half, excess, f32x4.sub(half, 0.5)), 2);
  return v128.bitselect(f.let(excess), f.let(wide), i32x4.eq(n, 0));
}

/** 1 / (1 + e^-x) in four lanes, accurate in both tails. */
export function sigmoid(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const decay = f.let(exp(f, f.let(f32x4.neg(f32x4.abs(x)))));
  const above = f.let(f32x4.div(f32x4.constant(1), f32x4.add(decay, 1)));
  return v128.bitselect(f.let(f32x4.mul(decay, above)), above, f32x4.lt(x, 0));
}
