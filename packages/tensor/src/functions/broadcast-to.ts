import { apply } from "../primitive.ts";
import { broadcastTo as broadcastToPrimitive } from "../primitives/broadcast-to.ts";
import { sameShape, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Repeats along new leading axes and axes of length 1 until the tensor has this shape (NumPy's rule).
 *
 * @throws ShapeError when `x` does not broadcast to `shape`.
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : apply(broadcastToPrimitive, [x], { shape: [...shape] });
}
