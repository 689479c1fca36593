import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { apply } from "../primitive.ts";
import { argMax as argMaxPrimitive } from "../primitives/arg-max.ts";
import { cumsum as cumsumPrimitive } from "../primitives/cumsum.ts";
import { reduceMax } from "../primitives/reduce-max.ts";
import { reduceSum } from "../primitives/reduce-sum.ts";
import { formatShape, normalizeAxes, normalizeAxis, reducedShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { flatten, type Tree } from "../tree.ts";
import { abs, div, mul, neg, sub } from "./arithmetic.ts";
import { cast } from "./cast.ts";
import { greater, less, logicalAnd, logicalNot } from "./comparison.ts";
import { concatenate } from "./concatenate.ts";
import { full } from "./creation.ts";
import { requireFloat, requireNumbers } from "./operands.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import { transpose } from "./transpose.ts";

/** What reductions do with the axes that they remove. */
export interface ReductionOptions {
  /** Whether reduced axes stay, with length 1; default false. */
  readonly keepAxes?: boolean;
}

/** Axes to reduce: one, several, or (by default) all; negative ones count from the back. */
export type Axes = number | readonly number[];

/**
 * Σ x over axes; 0 over an empty axis. Accumulated in float64 on the host.
 *
 * Shapes: `[...]` → without `axes`.
 *
 * ```ts
 * import { sum, tensor } from "@erlangen/tensor";
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * sum(x).item(); // => 10
 * sum(x, -1, { keepAxes: true }).toArray(); // => [[3], [7]]
 * ```
 */
export function sum(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  requireNumbers("sum", "x", x);
  const list = normalizeAxes("sum", axes, x.rank);
  return keep(x, apply(reduceSum, [x], { axes: list }), list, options);
}

/** Arithmetic mean over axes; NaN over an empty axis. */
export function mean(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  requireFloat("mean", "x", x);
  const list = normalizeAxes("mean", axes, x.rank);
  return div(sum(x, list, options), sizeOf(list.map((axis) => x.shape[axis])));
}

/**
 * The largest element over axes; ties share the derivative equally.
 *
 * @throws ShapeError when an axis is empty.
 */
export function max(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  return largest("max", x, axes, options);
}

/**
 * The smallest element over axes; ties share the derivative equally.
 *
 * @throws ShapeError when an axis is empty.
 */
export function min(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  return reversedOrder(largest("min", reversedOrder(x, "min"), axes, options));
}

/**
 * Index of the first largest element along an axis, as int32.
 */
export function argMax(x: Tensor, axis: number): Tensor {
  return indexOfLargest("argMax", x, axis);
}

/**
 * The product over axes; 1 over an empty axis.
 *
 * Computed as a balanced tree of multiplications, so that derivatives of every order hold where elements are 0.
 */
export function prod(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  requireNumbers("prod", "x", x);
  const list = normalizeAxes("prod", axes, x.rank);
  const kept = reducedShape(x.shape, list);
  const moved = transpose(
    x,
    [...x.shape.keys()].filter((axis) => !list.includes(axis)).concat(list),
  );
  let factors = reshape(moved, [...kept, sizeOf(list.map((axis) => x.shape[axis]))]);
  if (factors.shape[kept.length] === 0) {
    return keep(x, full(kept, 1, x.dtype), list, options);
  }
  for (let count = factors.shape[kept.length]; count > 1; count = factors.shape[kept.length]) {
    const half = Math.floor(count / 2);
    const pairs = mul(
      slice(factors, ["...", [0, half]]),
      slice(factors, ["...", [half, 2 * half]]),
    );
    factors =
      count % 2 === 0 ? pairs : concatenate([pairs, slice(factors, ["...", [2 * half]])], -1);
  }
  return keep(x, reshape(factors, kept), list, options);
}

/** Whether any element over axes is true; false over an empty axis. */
export function any(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  if (x.dtype !== "bool")
    throw new ArgumentError(`any: expected x of bool, got ${x.dtype}; use a comparison`);
  return greater(sum(cast(x, "int32"), axes, options), 0);
}

/** Whether all elements over axes are true; true over an empty axis. */
export function all(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  if (x.dtype !== "bool")
    throw new ArgumentError(`all: expected x of bool, got ${x.dtype}; use a comparison`);
  return logicalNot(any(logicalNot(x), axes, options));
}

/** Whether every element of every tensor is finite, as one bool; integers always are. */
export function allFinite(tree: Tree): Tensor {
  const finite = flatten("allFinite", tree)
    .leaves.filter((leaf) => isFloat(leaf.dtype))
    .map((leaf) => all(less(abs(leaf), Infinity)));
  return finite.length === 0 ? full([], 1, "bool") : finite.reduce(logicalAnd);
}

/**
 * Index of the first smallest element along an axis, as int32.
 *
 * @throws ShapeError when the axis is empty.
 */
export function argMin(x: Tensor, axis: number): Tensor {
  return indexOfLargest("argMin", reversedOrder(x, "argMin"), axis);
}

/**
 * Running sum along an axis.
 *
 * @param options - `reverse`: from the end; `exclusive`: without the element itself. Default false.
 */
export function cumsum(
  x: Tensor,
  axis: number,
  options: { readonly reverse?: boolean; readonly exclusive?: boolean } = {},
): Tensor {
  requireNumbers("cumsum", "x", x);
  const { reverse = false, exclusive = false } = options;
  return apply(cumsumPrimitive, [x], {
    axis: normalizeAxis("cumsum", axis, x.rank),
    reverse,
    exclusive,
  });
}

/** Numbers in the opposite order; its own inverse. The least int32 has no negative, so integers take -1 - x. */
export function reversedOrder(x: Tensor, caller = "min"): Tensor {
  requireNumbers(caller, "x", x);
  return isFloat(x.dtype) ? neg(x) : sub(-1, x);
}

// "max" and "min" are one reduction, and errors name the function that was called.
function largest(
  caller: string,
  x: Tensor,
  axes: Axes | undefined,
  options: ReductionOptions,
): Tensor {
  requireNumbers(caller, "x", x);
  const list = normalizeAxes(caller, axes, x.rank);
  requireElements(caller, x, list);
  return keep(x, apply(reduceMax, [x], { axes: list }), list, options);
}

function indexOfLargest(caller: string, x: Tensor, axis: number): Tensor {
  requireNumbers(caller, "x", x);
  const position = normalizeAxis(caller, axis, x.rank);
  requireElements(caller, x, [position]);
  return apply(argMaxPrimitive, [x], { axis: position });
}

function requireElements(caller: string, x: Tensor, axes: readonly number[]): void {
  if (axes.every((axis) => x.shape[axis] > 0)) return;
  throw new ShapeError(
    `${caller}: expected x with elements along axes ${formatShape(axes)}, got shape ${formatShape(x.shape)}`,
  );
}

function keep(
  x: Tensor,
  reduced: Tensor,
  axes: readonly number[],
  options: ReductionOptions,
): Tensor {
  return options.keepAxes === true ? reshape(reduced, reducedShape(x.shape, axes, true)) : reduced;
}
