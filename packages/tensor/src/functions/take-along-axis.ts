import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { formatShape, normalizeAxis, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add, mul } from "./arithmetic.ts";
import { arange } from "./creation.ts";
import { gather } from "./gather.ts";
import { ravel, reshape } from "./reshape.ts";

/**
 * out[a, i, b] = x[a, indices[a, i, b], b], where i counts along `axis`.
 *
 * Shapes: x `[...a, n, ...b]`, int32 indices `[...a, k, ...b]` → `[...a, k, ...b]`.
 *
 * @param indices - In [0, n).
 * @throws ShapeError when another axis than `axis` differs in length.
 */
export function takeAlongAxis(x: Tensor, indices: Tensor, axis: number): Tensor {
  const position = normalizeAxis("takeAlongAxis", axis, x.rank);
  if (indices.dtype !== "int32") {
    throw new ArgumentError(
      `takeAlongAxis: expected indices of int32, got ${indices.dtype}; use cast`,
    );
  }
  const count = indices.shape[position];
  const expected = x.shape.map((length, i) => (i === position ? count : length));
  if (indices.rank !== x.rank || expected.some((length, i) => length !== indices.shape[i])) {
    throw new ShapeError(
      `takeAlongAxis: expected indices of the shape ${formatShape(x.shape)} except along axis ${position}, ` +
        `got ${formatShape(indices.shape)}`,
    );
  }
  const before = sizeOf(x.shape.slice(0, position));
  const length = x.shape[position];
  const after = sizeOf(x.shape.slice(position + 1));
  // Places in memory: a (n · after) + i after + b.
  const a = reshape(arange({ stop: before, dtype: "int32" }), [before, 1, 1]);
  const b = arange({ stop: after, dtype: "int32" });
  const i = reshape(indices, [before, count, after]);
  const places = add(add(mul(i, after), mul(a, length * after)), b);
  return reshape(gather(ravel(x), ravel(places)), indices.shape);
}
