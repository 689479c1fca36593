import type { DType } from "../dtype.ts";
import { apply } from "../primitive.ts";
import { cast as castPrimitive } from "../primitives/cast.ts";
import { stopGradient as stopGradientPrimitive } from "../primitives/stop-gradient.ts";
import type { Tensor } from "../tensor.ts";
import { elementwise } from "./operands.ts";

/**
 * The same numbers in another element type; differentiable between float types.
 *
 * To `int32` truncates towards zero; to `bool` asks whether the number is not zero.
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : apply(castPrimitive, [x], { dtype });
}

/** x, held constant in derivatives. */
export function stopGradient(x: Tensor): Tensor {
  return elementwise("stopGradient", stopGradientPrimitive, [x]);
}
