import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { apply } from "../primitive.ts";
import { scatterMax } from "../primitives/scatter-max.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { div, maximum, sub } from "./arithmetic.ts";
import { stopGradient } from "./cast.ts";
import { ones } from "./creation.ts";
import { gather, scatterAdd } from "./gather.ts";
import { reshape } from "./reshape.ts";
import { exp } from "./transcendental.ts";

/**
 * Sums rows by segment: out[s] = sum over e with segments[e] = s of x[e].
 *
 * Shapes: x [edges, ...], segments [edges] -> [count, ...]. Segments need not be sorted; an empty one gives 0.
 *
 * @param segments - int32, each in [0, count).
 * @param count - How many segments there are.
 * @throws ArgumentError when `segments` is not int32 or (on the host) out of range; ShapeError when lengths differ.
 *
 * ```ts
 * import { segmentSum, tensor } from "@erlangen/tensor";
 *
 * const messages = tensor([1, 2, 4]);
 * segmentSum(messages, tensor([0, 2, 0], [3], "int32"), 3).toArray(); // => [5, 0, 2]
 * ```
 */
export function segmentSum(x: Tensor, segments: Tensor, count: number): Tensor {
  requireSegments("segmentSum", x, segments, count);
  return scatterAdd(x, segments, count);
}

/**
 * Averages rows by segment; an empty segment gives 0. See {@link segmentSum} for shapes and errors.
 *
 * @throws ArgumentError also when `x` is not of float32 or float64.
 */
export function segmentMean(x: Tensor, segments: Tensor, count: number): Tensor {
  requireFloat("segmentMean", x);
  requireSegments("segmentMean", x, segments, count);
  const sizes = scatterAdd(ones(segments.shape, x.dtype), segments, count);
  const divisors = reshape(maximum(sizes, 1), [count, ...x.shape.slice(1).map(() => 1)]);
  return div(scatterAdd(x, segments, count), divisors);
}

/**
 * Largest element of each segment; an empty segment gives -Infinity (int32: the least integer). See
 * {@link segmentSum} for shapes and errors.
 *
 * Elements of a segment that are equal to its maximum share the gradient equally.
 */
export function segmentMax(x: Tensor, segments: Tensor, count: number): Tensor {
  requireSegments("segmentMax", x, segments, count);
  return apply(scatterMax, [x, segments], { axis: 0, length: count });
}

/**
 * Softmax within each segment: out[e] = exp(x[e]) / sum over e' in the segment of e of exp(x[e']).
 *
 * Shapes: x [edges, ...], segments [edges] -> [edges, ...]. Numerics: the maximum of the segment is subtracted first, so
 * that no exponential overflows and every sum is at least 1. Errors: see {@link segmentSum}.
 *
 * @throws ArgumentError also when `x` is not of float32 or float64.
 */
export function segmentSoftmax(x: Tensor, segments: Tensor, count: number): Tensor {
  requireFloat("segmentSoftmax", x);
  requireSegments("segmentSoftmax", x, segments, count);
  const largest = stopGradient(apply(scatterMax, [x, segments], { axis: 0, length: count }));
  const powers = exp(sub(x, gather(largest, segments)));
  return div(powers, gather(scatterAdd(powers, segments, count), segments));
}

function requireSegments(caller: string, x: Tensor, segments: Tensor, count: number): void {
  if (segments.dtype !== "int32") {
    throw new ArgumentError(`${caller}: expected segments of int32, got ${segments.dtype}`);
  }
  if (segments.rank !== 1 || x.rank === 0 || x.shape[0] !== segments.size) {
    throw new ShapeError(
      `${caller}: expected x of shape [edges, ...] and segments of shape [edges], ` +
        `got ${formatShape(x.shape)} and ${formatShape(segments.shape)}`,
    );
  }
  if (!Number.isInteger(count) || count < 0) {
    throw new ArgumentError(`${caller}: expected count to be a non-negative integer, got ${count}`);
  }
}

function requireFloat(caller: string, x: Tensor): void {
  if (!isFloat(x.dtype)) {
    throw new ArgumentError(
      `${caller}: expected x of float32 or float64, got ${x.dtype}; use cast`,
    );
  }
}
