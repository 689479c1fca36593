import { normalizeAxes } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { add, div, mul, maximum, square, sub } from "./arithmetic.ts";
import { norm } from "./norm.ts";
import { requireFloat } from "./operands.ts";
import { mean, type Axes } from "./reductions.ts";
import { sqrt } from "./transcendental.ts";

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** Axes over which mean and variance are taken; default the last. */
  readonly axes?: Axes;
  /** Added to the variance; default 1e-5. */
  readonly epsilon?: number;
  /** Multiplied in the end; broadcasts to `x`. Default none. */
  readonly scale?: Tensor;
  /** Added in the end; broadcasts to `x`. Default none. */
  readonly shift?: Tensor;
}

/**
 * (x - mean) / √(variance + epsilon) · scale + shift.
 *
 * Source: Ba, Kiros, Hinton (2016), «Layer normalization», eq. (4).
 */
export function layerNorm(x: Tensor, options: LayerNormOptions = {}): Tensor {
  requireFloat("layerNorm", "x", x);
  const { axes = -1, epsilon = 1e-5, scale, shift } = options;
  const list = normalizeAxes("layerNorm", axes, x.rank);
  const centred = sub(x, mean(x, list, { keepAxes: true }));
  const spread = sqrt(add(mean(square(centred), list, { keepAxes: true }), epsilon));
  const normal = div(centred, spread);
  const scaled = scale === undefined ? normal : mul(normal, scale);
  return shift === undefined ? scaled : add(scaled, shift);
}

/**
 * x / max(|x|, epsilon), with the Euclidean norm over axes.
 *
 * @param options - `axes`: default the last; `epsilon`: default 1e-12, so that zero stays zero.
 */
export function l2Normalize(
  x: Tensor,
  options: { readonly axes?: Axes; readonly epsilon?: number } = {},
): Tensor {
  requireFloat("l2Normalize", "x", x);
  const { axes = -1, epsilon = 1e-12 } = options;
  return div(x, maximum(norm(x, axes, { keepAxes: true }), epsilon));
}
