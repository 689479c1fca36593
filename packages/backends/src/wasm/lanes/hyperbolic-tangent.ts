import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Value } from "../assembler/value.ts";
import { f32x4, v128 } from "../assembler/vectors.ts";
import { polynomial } from "./polynomial.ts";

const numerator = [
  4.89352455891786e-3, 6.37261928875436e-4, 1.48572235717979e-5, 5.12229709037114e-8,
  -8.60467152213735e-11, 2.00018790482477e-13, -2.76076847742355e-16,
];
const denominator = [
  4.89352518554385e-3, 2.268434632439e-3, 1.18534705686654e-4, 1.19825839466702e-6,
];

/**
 * tanh x in four lanes; relative error below 5e-7.
 *
 * Source: Eigen, `generic_fast_tanh_float`: a rational function of degree 13 over 6 on [-9, 9], where the float32
 * value reaches 1.
 */
export function tanh(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const bound = 7.99881172180175781;
  const bounded = f.let(f32x4.pmax(f32x4.pmin(x, f32x4.constant(bound)), f32x4.constant(-bound)));
  const square = f.let(f32x4.mul(bounded, bounded));
  const over = f32x4.mul(bounded, polynomial(f, square, numerator));
  const ratio = f.let(f32x4.div(over, polynomial(f, square, denominator)));
  // The ratio rounds above 1 near the bound.
  const limited = f32x4.pmax(f32x4.pmin(ratio, f32x4.constant(1)), f32x4.constant(-1));
  const isSmall = f32x4.lt(f32x4.abs(x), f32x4.constant(4e-4));
  return v128.bitselect(x, f.let(limited), isSmall);
}
