import type { Operations } from "../operations.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { ScatterAddAttributes } from "./scatter-add.ts";

/**
 * scatterMax by sorting, for engines without a kernel: the slices in the order of their index, and of their value where
 * the index is the same; the last of each run is the largest. Costs two sorts. Engines give NaN the place they like.
 */
export function composeScatterMax(
  updates: Tensor,
  indices: Tensor,
  { axis, length }: ScatterAddAttributes,
  ops: Operations,
): Tensor {
  const count = indices.size;
  const before = updates.shape.slice(0, axis);
  const after = updates.shape.slice(axis + indices.rank);
  const [outer, inner] = [sizeOf(before), sizeOf(after)];
  const columns = outer * inner;
  const least = updates.dtype === "int32" ? -(2 ** 31) : -Infinity;
  const filled = (shape: readonly number[]): Tensor =>
    ops.broadcastTo(ops.constant(Float64Array.of(least), [], updates.dtype), shape);
  if (count === 0 || columns === 0 || length === 0) return filled([...before, length, ...after]);
  const integers = (values: ArrayLike<number>, shape: readonly number[]): Tensor =>
    ops.constant(Float64Array.from(values), shape, "int32");
  const column = integers(
    Array.from({ length: columns }, (_, i) => i),
    [columns],
  );
  // Takes x[order[i, c], c] of x [count, columns].
  const take = (x: Tensor, order: Tensor): Tensor =>
    ops.gather(ops.reshape(x, [count * columns]), ops.add(ops.mul(order, columns), column));
  const blocks = ops.transpose(ops.reshape(updates, [outer, count, inner]), [1, 0, 2]);
  const values = ops.reshape(blocks, [count, columns]);
  const places = ops.reshape(indices, [count]);
  const byValue = ops.argsort(values, 0);
  const byPlace = ops.argsort(ops.gather(places, byValue), 0);
  const sorted = take(take(values, byValue), byPlace);
  const ones = integers(new Float64Array(count).fill(1), [count]);
  const sizes = ops.scatterAdd(ones, places, length);
  const empty = ops.equal(sizes, 0);
  const last = ops.select(empty, 0, ops.sub(ops.cumsum(sizes, 0), 1));
  const largest = ops.select(
    ops.reshape(empty, [length, 1]),
    filled([length, columns]),
    ops.gather(sorted, last),
  );
  const split = ops.transpose(ops.reshape(largest, [length, outer, inner]), [1, 0, 2]);
  return ops.reshape(split, [...before, length, ...after]);
}
