import type { Operand } from "../operations.ts";
import { equal as equalPrimitive } from "../primitives/equal.ts";
import { less as lessPrimitive } from "../primitives/less.ts";
import { lessEqual as lessEqualPrimitive } from "../primitives/less-equal.ts";
import { logicalAnd as logicalAndPrimitive } from "../primitives/logical-and.ts";
import { logicalNot as logicalNotPrimitive } from "../primitives/logical-not.ts";
import { logicalOr as logicalOrPrimitive } from "../primitives/logical-or.ts";
import type { Tensor } from "../tensor.ts";
import { elementwise } from "./operands.ts";

/**
 * Whether a < b.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function less(a: Operand, b: Operand): Tensor {
  return elementwise("less", lessPrimitive, [a, b]);
}

/**
 * Whether a <= b.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function lessEqual(a: Operand, b: Operand): Tensor {
  return elementwise("lessEqual", lessEqualPrimitive, [a, b]);
}

/**
 * Whether a > b.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function greater(a: Operand, b: Operand): Tensor {
  return elementwise("greater", lessPrimitive, [b, a]);
}

/**
 * Whether a >= b.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function greaterEqual(a: Operand, b: Operand): Tensor {
  return elementwise("greaterEqual", lessEqualPrimitive, [b, a]);
}

/**
 * Whether a = b, for any element type; NaN equals nothing.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function equal(a: Operand, b: Operand): Tensor {
  return elementwise("equal", equalPrimitive, [a, b]);
}

/** Whether a ≠ b, for any element type; NaN differs from everything. */
export function notEqual(a: Operand, b: Operand): Tensor {
  return logicalNot(equal(a, b));
}

/**
 * Not x, of bool.
 *
 * Shapes: `[...]` → `[...]`.
 */
export function logicalNot(x: Tensor): Tensor {
  return elementwise("logicalNot", logicalNotPrimitive, [x]);
}

/**
 * a and b, of bool.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function logicalAnd(a: Tensor, b: Tensor): Tensor {
  return elementwise("logicalAnd", logicalAndPrimitive, [a, b]);
}

/**
 * a or b, of bool.
 *
 * Operands broadcast by NumPy's rule; a number takes the element type of the other operand.
 */
export function logicalOr(a: Tensor, b: Tensor): Tensor {
  return elementwise("logicalOr", logicalOrPrimitive, [a, b]);
}
