import { ArgumentError } from "@erlangen/numerics";
import { formatShape, normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { broadcastTo } from "./broadcast-to.ts";
import { reshape } from "./reshape.ts";

/**
 * Repeats the whole tensor along each axis.
 *
 * @param counts - One for each axis, >= 0.
 * @throws ArgumentError when there are not as many counts as axes.
 *
 * ```ts
 * import { repeat, tensor, tile } from "@erlangen/tensor";
 *
 * tile(tensor([1, 2]), [2]).toArray(); // => [1, 2, 1, 2]
 * repeat(tensor([1, 2]), 2, 0).toArray(); // => [1, 1, 2, 2]
 * ```
 */
export function tile(x: Tensor, counts: readonly number[]): Tensor {
  if (counts.length !== x.rank || !counts.every(isCount)) {
    throw new ArgumentError(
      `tile: expected ${x.rank} counts >= 0 for x of shape ${formatShape(x.shape)}, got ${formatShape(counts)}`,
    );
  }
  const repeated = broadcastTo(
    reshape(
      x,
      x.shape.flatMap((length) => [1, length]),
    ),
    x.shape.flatMap((length, axis) => [counts[axis], length]),
  );
  return reshape(
    repeated,
    x.shape.map((length, axis) => length * counts[axis]),
  );
}

/**
 * Repeats each element along an axis, neighbours staying together.
 *
 * @param count - How often, >= 0.
 * @throws ArgumentError when `count` is not a count or `axis` is out of range.
 */
export function repeat(x: Tensor, count: number, axis: number): Tensor {
  const position = normalizeAxis("repeat", axis, x.rank);
  if (!isCount(count)) {
    throw new ArgumentError(`repeat: expected count to be a non-negative integer, got ${count}`);
  }
  const before = x.shape.slice(0, position + 1);
  const after = x.shape.slice(position + 1);
  const repeated = broadcastTo(reshape(x, [...before, 1, ...after]), [...before, count, ...after]);
  return reshape(
    repeated,
    x.shape.map((length, other) => (other === position ? length * count : length)),
  );
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 0;
}
