import { apply } from "../primitive.ts";
import { argMax as argMaxPrimitive } from "../primitives/arg-max.ts";
import { cumsum as cumsumPrimitive } from "../primitives/cumsum.ts";
import { reduceMax } from "../primitives/reduce-max.ts";
import { reduceSum } from "../primitives/reduce-sum.ts";
import { normalizeAxes, normalizeAxis, reducedShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, neg } from "./arithmetic.ts";
import { reshape } from "./reshape.ts";

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
 */
export function sum(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  const list = normalizeAxes("sum", axes, x.rank);
  return keep(x, apply(reduceSum, [x], { axes: list }), list, options);
}

/** Arithmetic mean over axes; NaN over an empty axis. */
export function mean(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  const list = normalizeAxes("mean", axes, x.rank);
  return div(sum(x, list, options), sizeOf(list.map((axis) => x.shape[axis])));
}

/**
 * The largest element over axes; ties share the derivative equally.
 *
 * @throws ShapeError when an axis is empty.
 */
export function max(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  const list = normalizeAxes("max", axes, x.rank);
  return keep(x, apply(reduceMax, [x], { axes: list }), list, options);
}

/**
 * The smallest element over axes; ties share the derivative equally.
 *
 * @throws ShapeError when an axis is empty.
 */
export function min(x: Tensor, axes?: Axes, options: ReductionOptions = {}): Tensor {
  return neg(max(neg(x), axes, options));
}

/**
 * Index of the first largest element along an axis, as int32.
 *
 * @param axis - Default 0.
 */
export function argMax(x: Tensor, axis = 0): Tensor {
  return apply(argMaxPrimitive, [x], { axis: normalizeAxis("argMax", axis, x.rank) });
}

/** Index of the first smallest element along an axis, as int32. */
export function argMin(x: Tensor, axis = 0): Tensor {
  return argMax(neg(x), axis);
}

/**
 * Running sum along an axis.
 *
 * @param options - `reverse`: from the end; `exclusive`: without the element itself. Default false.
 */
export function cumsum(
  x: Tensor,
  axis = 0,
  options: { readonly reverse?: boolean; readonly exclusive?: boolean } = {},
): Tensor {
  const { reverse = false, exclusive = false } = options;
  return apply(cumsumPrimitive, [x], {
    axis: normalizeAxis("cumsum", axis, x.rank),
    reverse,
    exclusive,
  });
}

function keep(
  x: Tensor,
  reduced: Tensor,
  axes: readonly number[],
  options: ReductionOptions,
): Tensor {
  return options.keepAxes === true ? reshape(reduced, reducedShape(x.shape, axes, true)) : reduced;
}
