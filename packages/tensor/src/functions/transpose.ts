import { ArgumentError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { transpose as transposePrimitive } from "../primitives/transpose.ts";
import { normalizeAxis } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Reorders the axes: axis `i` of the result is axis `permutation[i]` of `x`.
 *
 * @param permutation - Each axis once, negative counts from the back. Default: the reverse order.
 * @throws ArgumentError when it is not a permutation of the axes.
 *
 * ```ts
 * import { tensor, transpose } from "@erlangen/tensor";
 *
 * transpose(tensor([[1, 2, 3], [4, 5, 6]])).toArray(); // => [[1, 4], [2, 5], [3, 6]]
 * ```
 */
export function transpose(x: Tensor, permutation?: readonly number[]): Tensor {
  const order =
    permutation?.map((axis) => normalizeAxis("transpose", axis, x.rank)) ??
    x.shape.map((_, axis) => x.rank - 1 - axis);
  const unchanged = order.length === x.rank && order.every((axis, position) => axis === position);
  return unchanged ? x : apply(transposePrimitive, [x], { permutation: order });
}

/**
 * Moves axes to new places; the others keep their order.
 *
 * @param from - Axes of `x`.
 * @param to - Their places in the result, as many as `from`.
 * @throws ArgumentError when the counts differ, an axis is out of range or given twice.
 */
export function moveAxis(
  x: Tensor,
  from: number | readonly number[],
  to: number | readonly number[],
): Tensor {
  const sources = distinctAxes("moveAxis", from, x.rank);
  const targets = distinctAxes("moveAxis", to, x.rank);
  if (sources.length !== targets.length) {
    throw new ArgumentError(
      `moveAxis: expected as many places in to as axes in from, got ${targets.length} and ${sources.length}`,
    );
  }
  const others = x.shape.map((_, axis) => axis).filter((axis) => !sources.includes(axis));
  const place = new Map(targets.map((target, i) => [target, sources[i]]));
  let next = 0;
  return transpose(
    x,
    x.shape.map((_, axis) => place.get(axis) ?? others[next++]),
  );
}

/** Exchanges two axes; negative counts from the back. */
export function swapAxes(x: Tensor, first: number, second: number): Tensor {
  const a = normalizeAxis("swapAxes", first, x.rank);
  const b = normalizeAxis("swapAxes", second, x.rank);
  const permutation = x.shape.map((_, axis) => axis);
  permutation[a] = b;
  permutation[b] = a;
  return transpose(x, permutation);
}

/** Axes counted from the front in the order given. */
function distinctAxes(caller: string, axes: number | readonly number[], rank: number): number[] {
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) =>
    normalizeAxis(caller, axis, rank),
  );
  if (new Set(list).size !== list.length) {
    throw new ArgumentError(`${caller}: expected distinct axes, got [${list.join(", ")}]`);
  }
  return list;
}
