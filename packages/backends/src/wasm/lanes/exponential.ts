import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, i32x4, v128 } from "../assembler/vectors.ts";
import { polynomial } from "./polynomial.ts";

/** ln 2 in two parts: the first has few bits, so that its product with a small integer is exact. */
const ln2 = { high: 0.693359375, low: -2.1219444e-4 } as const;

/**
 * Added to a number below 2^22 in size it leaves no place for a fraction: the sum ends in the bits of the nearest
 * integer.
 */
const shifter = 1.5 * 2 ** 23;

/** (e^r - 1 - r) / r^2 on [-ln 2 / 2, ln 2 / 2]. Source: Cephes 2.8, `expf`. */
const excessCoefficients = [
  5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3,
  1.98756915e-4,
];

/** (e^r - 1) / r on [-ln 2 / 2, ln 2 / 2]. Source: XNNPACK, `f32-sigmoid/wasmsimd-rr2-p5-div`. */
const slopeCoefficients = [
  0.99999970198, 0.49999150634, 0.1666765213, 0.04189782217, 0.00828929059,
];

/** x = n ln 2 + r with the nearest integer n to x / ln 2. */
interface Reduced {
  /** n + shift + {@link shifter} as a float: its last bits are those of the integer n + shift. */
  readonly shifted: Local<"v128">;
  readonly r: Local<"v128">;
}

function reduce(f: FunctionBuilder, x: Value<"v128">, shift: number): Reduced {
  const shifted = f.let(f32x4.add(f32x4.mul(x, Math.LOG2E), shifter + shift));
  const n = f.let(f32x4.sub(shifted, shifter + shift));
  const once = f32x4.sub(x, f32x4.mul(n, ln2.high));
  return { shifted, r: f.let(f32x4.sub(once, f32x4.mul(n, ln2.low))) };
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
 * e^x in four lanes; relative error below 3e-7.
 *
 * Scaled by 2^n in two steps, so that results below the normal numbers round once and large ones overflow. The two
 * exponents come from the last bits of n + 254: half of them, and the rest.
 */
export function exp(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  return boundedExp(f, f.let(clamp(x, -104, 89)));
}

/** e^x for -104 <= x <= 89. */
function boundedExp(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const { shifted, r } = reduce(f, x, 254);
  const first = f.let(v128.and(i32x4.shl(shifted, 22), i32x4.constant(0x7f800000)));
  const second = i32x4.sub(i32x4.shl(shifted, 23), first);
  const mantissa = f.mulAdd(polynomial(f, r, slopeCoefficients), r, f32x4.constant(1));
  return f32x4.mul(f32x4.mul(mantissa, first), second);
}

/** e^x - 1 in four lanes; relative error below 2e-7 everywhere. */
export function expm1(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const { shifted, r } = reduce(f, f.let(clamp(x, -20, 89)), 0);
  const n = f.let(i32x4.sub(shifted, f32x4.constant(shifter)));
  const square = f.let(f32x4.mul(r, r));
  const excess = f.let(f.mulAdd(polynomial(f, r, excessCoefficients), square, r));
  // 2^n (excess + 1) - 1 from halves: 2^128 itself would overflow.
  const half = f.let(powerOfTwo(i32x4.sub(n, 1)));
  const wide = f32x4.mul(f.mulAdd(half, excess, f32x4.sub(half, 0.5)), 2);
  return v128.bitselect(excess, f.let(wide), i32x4.eq(n, 0));
}

/** 1 / (1 + e^-x) in four lanes, accurate in both tails. */
export function sigmoid(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  // -|x|: the sign bit set.
  const negative = v128.or(x, f32x4.constant(-0));
  const decay = f.let(boundedExp(f, f.let(f32x4.pmax(negative, f32x4.constant(-104)))));
  const below = f.let(f32x4.div(decay, f32x4.add(decay, 1)));
  const above = f.let(f32x4.sub(f32x4.constant(1), below));
  // The sign bit of x in every bit of the lane.
  return v128.bitselect(below, above, i32x4.shrS(x, 31));
}
