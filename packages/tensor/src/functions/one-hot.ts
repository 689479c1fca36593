import { ArgumentError } from "@erlangen/numerics";
import type { DType } from "../dtype.ts";
import type { Tensor } from "../tensor.ts";
import { cast } from "./cast.ts";
import { equal } from "./comparison.ts";
import { arange } from "./creation.ts";
import { expandDims } from "./reshape.ts";

/**
 * 1 at the place that each index names, else 0.
 *
 * Shapes: int32 `[...]` → `[..., count]`.
 *
 * @param indices - In [0, count); checked where the numbers are known.
 * @param dtype - Default float32.
 * @throws ArgumentError when `indices` is not int32 or one is out of range.
 */
export function oneHot(indices: Tensor, count: number, dtype: DType = "float32"): Tensor {
  if (indices.dtype !== "int32") {
    throw new ArgumentError(`oneHot: expected indices of int32, got ${indices.dtype}; use cast`);
  }
  if (indices.origin === undefined) {
    indices.data.forEach((index, position) => {
      if (index < 0 || index >= count) {
        throw new ArgumentError(
          `oneHot: expected indices in [0, ${count}), got ${index} at position ${position}`,
        );
      }
    });
  }
  return cast(equal(expandDims(indices, -1), arange({ stop: count, dtype: "int32" })), dtype);
}
