import type { DType } from "@erlangen/tensor";
import type { Tfjs, TfjsTensor } from "../module.ts";
import { lowering, type TfjsLowering, type TfjsLowerings } from "./lowering.ts";

function unary(apply: (tf: Tfjs, x: TfjsTensor) => TfjsTensor): TfjsLowering {
  return ({ tf, inputs: [x] }) => apply(tf, x);
}

function binary(apply: (tf: Tfjs, a: TfjsTensor, b: TfjsTensor) => TfjsTensor): TfjsLowering {
  return ({ tf, inputs: [a, b] }) => apply(tf, a, b);
}

function comparison(apply: (tf: Tfjs, a: TfjsTensor, b: TfjsTensor) => TfjsTensor): TfjsLowering {
  return ({ tf, inputs: [a, b] }) => tf.cast(apply(tf, a, b), "int32");
}

/** Elementwise primitives; TensorFlow.js broadcasts by itself. */
export const elementwiseLowerings: TfjsLowerings = {
  neg: unary((tf, x) => tf.neg(x)),
  abs: unary((tf, x) => tf.abs(x)),
  sign: unary((tf, x) => tf.sign(x)),
  exp: unary((tf, x) => tf.exp(x)),
  log: unary((tf, x) => tf.log(x)),
  // The wasm backend computes log(1 + x), which is nothing near 0.
  log1p: unary(log1p),
  expm1: unary((tf, x) => tf.expm1(x)),
  sqrt: unary((tf, x) => tf.sqrt(x)),
  sin: unary((tf, x) => tf.sin(x)),
  cos: unary((tf, x) => tf.cos(x)),
  tanh: unary((tf, x) => tf.tanh(x)),
  sigmoid: unary((tf, x) => tf.sigmoid(x)),
  erf: unary((tf, x) => tf.erf(x)),
  atan: unary((tf, x) => tf.atan(x)),
  reciprocal: unary((tf, x) => tf.reciprocal(x)),
  floor: unary((tf, x) => tf.floor(x)),
  stopGradient: unary((_tf, x) => x),
  add: binary((tf, a, b) => tf.add(a, b)),
  sub: binary((tf, a, b) => tf.sub(a, b)),
  mul: binary((tf, a, b) => tf.mul(a, b)),
  div: binary((tf, a, b) => tf.div(a, b)),
  pow: binary((tf, a, b) => tf.pow(a, b)),
  max: binary((tf, a, b) => tf.maximum(a, b)),
  min: binary((tf, a, b) => tf.minimum(a, b)),
  atan2: binary((tf, a, b) => tf.atan2(a, b)),
  remainder: binary((tf, a, b) => tf.mod(a, b)),
  less: comparison((tf, a, b) => tf.less(a, b)),
  lessEqual: comparison((tf, a, b) => tf.lessEqual(a, b)),
  equal: comparison((tf, a, b) => tf.equal(a, b)),
  logicalNot: unary((tf, x) => tf.sub(tf.onesLike(x), x)),
  logicalAnd: binary((tf, a, b) => tf.minimum(a, b)),
  logicalOr: binary((tf, a, b) => tf.maximum(a, b)),
  select: ({ tf, full }) => tf.where(isTrue(tf, full(0)), full(1), full(2)),
  cast: lowering<{ readonly dtype: DType }>(({ tf, inputs: [x], output }) =>
    output.dtype === "bool" ? tf.cast(isTrue(tf, x), "int32") : tf.cast(x, tfjsDType(output.dtype)),
  ),
};

function isTrue(tf: Tfjs, x: TfjsTensor): TfjsTensor {
  return tf.notEqual(x, tf.zerosLike(x));
}

/** log(u) x / (u - 1) with u = 1 + x as rounded: the errors of u cancel (Kahan). Where u = x, x is large. */
function log1p(tf: Tfjs, x: TfjsTensor): TfjsTensor {
  const one = tf.onesLike(x);
  const u = tf.add(x, one);
  const log = tf.log(u);
  const corrected = tf.mul(log, tf.div(x, tf.sub(u, one)));
  const near = tf.where(tf.equal(u, one), x, corrected);
  return tf.where(tf.equal(u, x), log, near);
}

/**
 * The element type of TensorFlow.js that holds ours; it has no float64.
 *
 * Booleans are held as int32: several kernels of the wasm backend write beyond the bytes of a bool tensor.
 */
export function tfjsDType(dtype: DType): "float32" | "int32" {
  if (dtype === "float64") throw new Error("internal: float64 on TensorFlow.js");
  return dtype === "bool" ? "int32" : dtype;
}
