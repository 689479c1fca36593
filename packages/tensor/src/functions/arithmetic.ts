import type { Operand } from "../operations.ts";
import { abs as absPrimitive } from "../primitives/abs.ts";
import { add as addPrimitive } from "../primitives/add.ts";
import { div as divPrimitive } from "../primitives/div.ts";
import { floor as floorPrimitive } from "../primitives/floor.ts";
import { max as maxPrimitive } from "../primitives/max.ts";
import { min as minPrimitive } from "../primitives/min.ts";
import { mul as mulPrimitive } from "../primitives/mul.ts";
import { neg as negPrimitive } from "../primitives/neg.ts";
import { pow as powPrimitive } from "../primitives/pow.ts";
import { reciprocal as reciprocalPrimitive } from "../primitives/reciprocal.ts";
import { remainder as remainderPrimitive } from "../primitives/remainder.ts";
import { sign as signPrimitive } from "../primitives/sign.ts";
import { sub as subPrimitive } from "../primitives/sub.ts";
import type { Tensor } from "../tensor.ts";
import { elementwise } from "./operands.ts";

/**
 * a + b. Element types: float32, float64, int32.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function add(a: Operand, b: Operand): Tensor {
  return elementwise("add", addPrimitive, [a, b]);
}

/**
 * a - b. Element types: float32, float64, int32.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function sub(a: Operand, b: Operand): Tensor {
  return elementwise("sub", subPrimitive, [a, b]);
}

/**
 * a b. Element types: float32, float64, int32 (wraps around).
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function mul(a: Operand, b: Operand): Tensor {
  return elementwise("mul", mulPrimitive, [a, b]);
}

/**
 * a / b, with IEEE infinities and NaN. Element types: float32, float64.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function div(a: Operand, b: Operand): Tensor {
  return elementwise("div", divPrimitive, [a, b]);
}

/**
 * a^b. Element types: float32, float64.
 *
 * Negative `a` needs integer `b`. The derivative in `a` is right at 0 too; that in `b` is set to 0 at a = 0.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function pow(a: Operand, b: Operand): Tensor {
  return elementwise("pow", powPrimitive, [a, b]);
}

/**
 * a - b floor(a / b): the rest with the sign of `b`, as in NumPy. Element types: float32, float64.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function remainder(a: Operand, b: Operand): Tensor {
  return elementwise("remainder", remainderPrimitive, [a, b]);
}

/**
 * The larger of two, NaN if one is; where they are equal, each has half of the derivative.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function maximum(a: Operand, b: Operand): Tensor {
  return elementwise("maximum", maxPrimitive, [a, b]);
}

/**
 * The smaller of two, NaN if one is; where they are equal, each has half of the derivative.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function minimum(a: Operand, b: Operand): Tensor {
  return elementwise("minimum", minPrimitive, [a, b]);
}

/**
 * -x. Element types: float32, float64, int32.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function neg(x: Tensor): Tensor {
  return elementwise("neg", negPrimitive, [x]);
}

/**
 * |x|; the derivative at 0 is 0.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function abs(x: Tensor): Tensor {
  return elementwise("abs", absPrimitive, [x]);
}

/**
 * -1, 0 or 1; the derivative is 0.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function sign(x: Tensor): Tensor {
  return elementwise("sign", signPrimitive, [x]);
}

/**
 * The largest integer at most x; the derivative is 0.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function floor(x: Tensor): Tensor {
  return elementwise("floor", floorPrimitive, [x]);
}

/**
 * 1 / x.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function reciprocal(x: Tensor): Tensor {
  return elementwise("reciprocal", reciprocalPrimitive, [x]);
}

/** x². */
export function square(x: Tensor): Tensor {
  return elementwise("square", mulPrimitive, [x, x]);
}
