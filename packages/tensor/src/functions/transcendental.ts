import type { Operand } from "../operations.ts";
import { atan as atanPrimitive } from "../primitives/atan.ts";
import { atan2 as atan2Primitive } from "../primitives/atan2.ts";
import { cos as cosPrimitive } from "../primitives/cos.ts";
import { div as divPrimitive } from "../primitives/div.ts";
import { erf as erfPrimitive } from "../primitives/erf.ts";
import { exp as expPrimitive } from "../primitives/exp.ts";
import { expm1 as expm1Primitive } from "../primitives/expm1.ts";
import { log as logPrimitive } from "../primitives/log.ts";
import { log1p as log1pPrimitive } from "../primitives/log1p.ts";
import { sigmoid as sigmoidPrimitive } from "../primitives/sigmoid.ts";
import { sin as sinPrimitive } from "../primitives/sin.ts";
import { sqrt as sqrtPrimitive } from "../primitives/sqrt.ts";
import { tanh as tanhPrimitive } from "../primitives/tanh.ts";
import type { Tensor } from "../tensor.ts";
import { elementwise } from "./operands.ts";

/**
 * e^x.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function exp(x: Tensor): Tensor {
  return elementwise("exp", expPrimitive, [x]);
}

/**
 * Natural logarithm; -Infinity at 0, NaN below.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function log(x: Tensor): Tensor {
  return elementwise("log", logPrimitive, [x]);
}

/**
 * log(1 + x), accurate near 0.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function log1p(x: Tensor): Tensor {
  return elementwise("log1p", log1pPrimitive, [x]);
}

/**
 * e^x - 1, accurate near 0.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function expm1(x: Tensor): Tensor {
  return elementwise("expm1", expm1Primitive, [x]);
}

/**
 * √x; the derivative at 0 is infinite: take `safeNorm` for lengths of vectors.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function sqrt(x: Tensor): Tensor {
  return elementwise("sqrt", sqrtPrimitive, [x]);
}

/**
 * Sine of an angle in radians.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function sin(x: Tensor): Tensor {
  return elementwise("sin", sinPrimitive, [x]);
}

/**
 * Cosine of an angle in radians.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function cos(x: Tensor): Tensor {
  return elementwise("cos", cosPrimitive, [x]);
}

/** Tangent of an angle in radians. */
export function tan(x: Tensor): Tensor {
  return elementwise("tan", divPrimitive, [sin(x), cos(x)]);
}

/**
 * Inverse tangent, in (-π/2, π/2).
 *
 * Shapes: `[...]` → `[...]`.
 */
export function atan(x: Tensor): Tensor {
  return elementwise("atan", atanPrimitive, [x]);
}

/**
 * The angle of the point (b, a), in [-π, π]; at the origin the derivative is set to 0.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function atan2(a: Operand, b: Operand): Tensor {
  return elementwise("atan2", atan2Primitive, [a, b]);
}

/**
 * Hyperbolic tangent.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function tanh(x: Tensor): Tensor {
  return elementwise("tanh", tanhPrimitive, [x]);
}

/**
 * 1 / (1 + e^-x), without overflow.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function sigmoid(x: Tensor): Tensor {
  return elementwise("sigmoid", sigmoidPrimitive, [x]);
}

/**
 * The error function 2/√π ∫₀ˣ exp(-t²) dt.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function erf(x: Tensor): Tensor {
  return elementwise("erf", erfPrimitive, [x]);
}
