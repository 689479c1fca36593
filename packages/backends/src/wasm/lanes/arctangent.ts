import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4, v128 } from "../assembler/vectors.ts";
import { polynomial } from "./polynomial.ts";

/** (atan t - t) / t^3 in t^2 for |t| <= tan(pi / 8). Source: Cephes 2.8, `atanf`. */
const coefficients = [-3.33329491539e-1, 1.99777106478e-1, -1.38776856032e-1, 8.05374449538e-2];

const signBit = f32x4.constant(-0);

/** atan(y / x) in [0, pi / 2] for y, x >= 0, not both infinite; NaN where either is. */
function firstQuadrant(f: FunctionBuilder, y: Local<"v128">, x: Local<"v128">): Value<"v128"> {
  const isSteep = f.let(f32x4.gt(y, x));
  const low = f.let(v128.bitselect(x, y, isSteep));
  const high = f.let(v128.bitselect(y, x, isSteep));
  // Above tan(pi / 8) = sqrt(2) - 1: atan(t) = pi / 4 + atan((t - 1) / (t + 1)).
  const isWide = f.let(f32x4.gt(low, f32x4.mul(high, Math.SQRT2 - 1)));
  const over = f32x4.sub(low, v128.and(high, isWide));
  const under = f32x4.add(high, v128.and(low, isWide));
  const t = f.let(f32x4.div(over, under));
  const square = f.let(f32x4.mul(t, t));
  const tail = f32x4.mul(f32x4.mul(polynomial(f, square, coefficients), square), t);
  const offset = v128.and(f32x4.constant(Math.PI / 4), isWide);
  const flat = f.let(f32x4.add(f32x4.add(tail, t), offset));
  return v128.bitselect(f.let(f32x4.sub(f32x4.constant(Math.PI / 2), flat)), flat, isSteep);
}

/** atan x in four lanes; relative error below 3e-7. */
export function atan(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const size = f.let(f32x4.abs(x));
  const angle = firstQuadrant(f, size, f.let(f32x4.constant(1)));
  return v128.or(angle, v128.and(x, signBit));
}

/** The angle of the point (x, y) with the first axis, in four lanes; zeros and infinities as in `Math.atan2`. */
export function atan2(f: FunctionBuilder, y: Value<"v128">, x: Value<"v128">): Value<"v128"> {
  const infinity = f32x4.constant(Infinity);
  const [height, width] = [f.let(f32x4.abs(y)), f.let(f32x4.abs(x))];
  const larger = f.let(f32x4.max(height, width));
  // Both infinite is the diagonal, both zero the axis; sizes near the largest number would overflow in a sum.
  const areInfinite = f.let(v128.and(f32x4.eq(height, infinity), f32x4.eq(width, infinity)));
  const scale = v128.bitselect(
    f32x4.constant(0.25),
    f32x4.constant(1),
    f32x4.gt(larger, f32x4.constant(2 ** 125)),
  );
  const factor = f.let(scale);
  const ones = f32x4.constant(1);
  const up = f.let(v128.bitselect(ones, f.let(f32x4.mul(height, factor)), areInfinite));
  const areZero = f32x4.eq(larger, f32x4.constant(0));
  const along = f.let(
    v128.bitselect(ones, f.let(f32x4.mul(width, factor)), v128.or(areInfinite, areZero)),
  );
  const acute = f.let(firstQuadrant(f, up, along));
  // Below zero in sign, -0 included: the second quadrant.
  const isLeft = f32x4.lt(v128.or(v128.and(x, signBit), ones), f32x4.constant(0));
  const angle = v128.bitselect(f.let(f32x4.sub(f32x4.constant(Math.PI), acute)), acute, isLeft);
  return v128.or(angle, v128.and(y, signBit));
}
