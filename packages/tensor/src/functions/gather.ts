import { apply } from "../primitive.ts";
import { gather as gatherPrimitive } from "../primitives/gather.ts";
import { scatterAdd as scatterAddPrimitive } from "../primitives/scatter-add.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Takes slices by index: out[..., i..., ...] = x[..., indices[i...], ...].
 *
 * Shapes: x [...before, length, ...after], indices [...i] -> [...before, ...i, ...after].
 *
 * @param indices - int32, each in [0, length).
 * @param axis - The axis that they address; negative counts from the back. Default 0.
 * @throws ArgumentError when `indices` is not int32, or (on the host) an index is out of range.
 *
 * ```ts
 * import { gather, tensor } from "@erlangen/tensor";
 *
 * gather(tensor([10, 20, 30]), tensor([2, 0], [2], "int32")).toArray(); // => [30, 10]
 * ```
 */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  return apply(gatherPrimitive, [x, indices], { axis: normalizeAxis("gather", axis, x.rank) });
}

/**
 * Adds slices into zeros: out[..., t, ...] = sum over i with indices[i] = t of updates[..., i, ...].
 *
 * The transpose of {@link gather}. Shapes: updates [...before, ...i, ...after], indices [...i] ->
 * [...before, length, ...after].
 *
 * @param indices - int32, each in [0, length).
 * @param length - Length of the axis that they address.
 * @param axis - Place of that axis in the result; negative counts from its back. Default 0.
 * @throws ArgumentError or ShapeError when they do not fit, or (on the host) an index is out of range.
 */
export function scatterAdd(updates: Tensor, indices: Tensor, length: number, axis = 0): Tensor {
  const rank = updates.rank - indices.rank + 1;
  return apply(scatterAddPrimitive, [updates, indices], {
    axis: normalizeAxis("scatterAdd", axis, rank),
    length,
  });
}
