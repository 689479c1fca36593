import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Value } from "../assembler/value.ts";
import { f32x4, v128 } from "../assembler/vectors.ts";
import { polynomial } from "./polynomial.ts";

const numerator = [
  -1.60960333262415e-2, -2.95459980854025e-3, -7.34990630326855e-4, -5.69250639462346e-5,
  -2.10102402082508e-6, 2.77068142495902e-8, -2.72614225801306e-10,
];
const denominator = [
  -1.42647390514189e-2, -7.37332916720468e-3, -1.68282697438203e-3, -2.13374055278905e-4,
  -1.45660718464996e-5,
];

/**
 * erf x in four lanes; relative error below 1e-6.
 *
 * Source: Eigen, `erf_ps`: a rational function of degree 13 over 8 on [-4, 4], where the float32 value reaches 1.
 */
export function erf(f: FunctionBuilder, x: Value<"v128">): Value<"v128"> {
  const bounded = f.let(f32x4.pmax(f32x4.pmin(x, f32x4.constant(4)), f32x4.constant(-4)));
  const square = f.let(f32x4.mul(bounded, bounded));
  const over = f32x4.mul(bounded, polynomial(f, square, numerator));
  const ratio = f.let(f32x4.div(over, polynomial(f, square, denominator)));
  const limited = f.let(f32x4.pmax(f32x4.pmin(ratio, f32x4.constant(1)), f32x4.constant(-1)));
  const isSmall = f32x4.lt(f32x4.abs(x), f32x4.constant(1e-4));
  return v128.bitselect(f.let(f32x4.mul(x, 2 / Math.sqrt(Math.PI))), limited, isSmall);
}
