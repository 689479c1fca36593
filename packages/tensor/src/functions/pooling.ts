import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { formatShape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add, mul } from "./arithmetic.ts";
import { stack } from "./concatenate.ts";
import { constant } from "./creation.ts";
import { pad } from "./pad.ts";
import { max, sum } from "./reductions.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";
import {
  onSpatialAxes,
  paddingAmounts,
  perAxis,
  spatialShape,
  type Layout,
  type Padding,
  type PerAxis,
} from "./window.ts";

/** Geometry of {@link averagePool} and {@link maxPool}. */
export interface PoolOptions {
  /** Elements of the window along each spatial axis. */
  readonly window: PerAxis;
  /** Step of the window. Default: the window. */
  readonly strides?: PerAxis;
  /** Default `valid`. Explicit amounts are at least 0 and below the window. */
  readonly padding?: Padding;
  /** Default `channels-last`. */
  readonly layout?: Layout;
}

/**
 * Mean over windows. What the padding adds does not count, except the elements that `circular` repeats.
 *
 * Shapes: x [batch, ...spatial, channels] -> [batch, ...positions, channels], or with channels first.
 *
 * @throws ShapeError or ArgumentError when the options do not fit `x`.
 *
 * ```ts
 * import { averagePool, tensor } from "@erlangen/tensor";
 *
 * averagePool(tensor([1, 3, 5, 9], [1, 4, 1]), { window: 2 }).data; // => [2, 7]
 * ```
 */
export function averagePool(x: Tensor, options: PoolOptions): Tensor {
  if (!isFloat(x.dtype)) {
    throw new ArgumentError(`averagePool: expected x of float32 or float64, got ${x.dtype}`);
  }
  const pooling = prepare("averagePool", x, options, 0);
  const tiles = tiled(pooling);
  // A box is a product of intervals: without tiles, each axis is summed by itself.
  const sums =
    tiles === undefined
      ? pooling.axes.reduce(
          (partial, axis) => windowsAlong(partial, axis).reduce((a, b) => add(a, b)),
          pooling.padded,
        )
      : sum(tiles.x, tiles.axes);
  return mul(sums, reciprocalCounts(x, pooling));
}

/**
 * Maximum over windows.
 *
 * Where several elements of a window are equal to it, the gradient is shared among them equally, so that the derivative
 * of pooling commutes with the symmetries of the grid too.
 *
 * Shapes: x [batch, ...spatial, channels] -> [batch, ...positions, channels], or with channels first.
 *
 * @throws ShapeError or ArgumentError when the options do not fit `x`.
 *
 * ```ts
 * import { maxPool, tensor } from "@erlangen/tensor";
 *
 * maxPool(tensor([1, 3, 5, 2], [1, 4, 1]), { window: 3, strides: 1 }).data; // => [5, 5]
 * ```
 */
export function maxPool(x: Tensor, options: PoolOptions): Tensor {
  const lowest = x.dtype === "int32" ? -(2 ** 31) : -Infinity;
  const pooling = prepare("maxPool", x, options, lowest);
  const tiles = tiled(pooling);
  if (tiles !== undefined) return max(tiles.x, tiles.axes);
  const windows = pooling.axes.reduce<Tensor[]>(
    (parts, axis) => parts.flatMap((part) => windowsAlong(part, axis)),
    [pooling.padded],
  );
  return max(stack(windows), 0);
}

/** One spatial axis under a window. */
interface PooledAxis {
  /** Its place in the tensor. */
  readonly axis: number;
  readonly window: number;
  readonly stride: number;
  readonly positions: number;
  /** For each position, how many elements of the window count. */
  readonly counts: readonly number[];
}

interface Pooling {
  readonly padded: Tensor;
  readonly axes: readonly PooledAxis[];
}

function prepare(caller: string, x: Tensor, options: PoolOptions, fill: number): Pooling {
  const { padding = "valid", layout = "channels-last" } = options;
  if (x.rank < 2) {
    throw new ShapeError(
      `${caller}: expected x of shape [batch, ...spatial, channels], got ${formatShape(x.shape)}`,
    );
  }
  const spatial = spatialShape(x.shape, layout);
  const rank = spatial.length;
  const window = perAxis(caller, "window", options.window, { rank });
  const strides = perAxis(caller, "strides", options.strides ?? window, { rank });
  const geometry = { spatial, taps: window, strides, dilation: window.map(() => 1) };
  const amounts = paddingAmounts(caller, padding, geometry);
  amounts.forEach(([before, after], i) => {
    if (Math.min(before, after) < 0 || Math.max(before, after) >= window[i]) {
      throw new ArgumentError(
        `${caller}: expected padding in [0, ${window[i]}) on spatial axis ${i}, got [${before}, ${after}]`,
      );
    }
  });
  const circular = padding === "circular";
  const padded = pad(x, onSpatialAxes(amounts, layout), {
    mode: circular ? "circular" : "constant",
    value: fill,
  });
  const axes = spatial.map((length, i) => {
    const [before, after] = amounts[i];
    const free = length + before + after - window[i];
    const positions = free < 0 ? 0 : Math.floor(free / strides[i]) + 1;
    const counts = Array.from({ length: positions }, (_, position) => {
      const start = position * strides[i] - before;
      return circular ? window[i] : Math.min(length, start + window[i]) - Math.max(0, start);
    });
    const axis = layout === "channels-last" ? i + 1 : i + 2;
    return { axis, window: window[i], stride: strides[i], positions, counts };
  });
  return { padded, axes };
}

/** The windows as axes of their own, when they lie side by side. */
function tiled({ padded, axes }: Pooling): { x: Tensor; axes: number[] } | undefined {
  if (axes.some(({ stride, window }) => stride !== window)) return undefined;
  const cropped = slice(
    padded,
    padded.shape.map((length, axis) => {
      const pooled = axes.find((other) => other.axis === axis);
      return [0, pooled === undefined ? length : pooled.positions * pooled.window] as const;
    }),
  );
  const shape = padded.shape.flatMap((length, axis) => {
    const pooled = axes.find((other) => other.axis === axis);
    return pooled === undefined ? [length] : [pooled.positions, pooled.window];
  });
  return { x: reshape(cropped, shape), axes: axes.map(({ axis }, i) => axis + i + 1) };
}

/** For each element of the window, what it sees from every position: tensors that run over the positions. */
function windowsAlong(x: Tensor, { axis, window, stride, positions }: PooledAxis): Tensor[] {
  const whole = x.shape.slice(0, axis).map(() => undefined);
  const reach = positions === 0 ? 0 : (positions - 1) * stride + 1;
  return Array.from({ length: window }, (_, tap) =>
    slice(x, [...whole, [tap, positions === 0 ? tap : tap + reach, stride]]),
  );
}

/** One over the number of elements that count: a scalar where it is the same everywhere. */
function reciprocalCounts(x: Tensor, { axes }: Pooling): Tensor {
  if (axes.every(({ counts, window }) => counts.every((count) => count === window))) {
    return constant(Float64Array.of(1 / sizeOf(axes.map(({ window }) => window))), [], x.dtype);
  }
  const shape = x.shape.map((_, axis) => axes.find((other) => other.axis === axis)?.positions ?? 1);
  let weights = Float64Array.of(1);
  for (const { counts } of axes) {
    weights = Float64Array.from({ length: weights.length * counts.length }, (_, i) => {
      const count = counts[i % counts.length];
      return weights[Math.floor(i / counts.length)] / Math.max(1, count);
    });
  }
  return constant(weights, shape, x.dtype);
}
