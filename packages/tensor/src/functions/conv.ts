import { ShapeError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import { conv as convPrimitive, type ConvAttributes } from "../primitives/conv.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { pad } from "./pad.ts";
import { moveAxis, transpose } from "./transpose.ts";
import {
  onSpatialAxes,
  paddingAmounts,
  perAxis,
  spatialShape,
  type Layout,
  type Padding,
  type PerAxis,
} from "./window.ts";

/** Geometry of {@link conv}. */
export interface ConvOptions {
  /** Step of the window. Default 1. */
  readonly strides?: PerAxis;
  /** Default `valid`. */
  readonly padding?: Padding;
  /** Distance of neighbouring kernel taps. Default 1. */
  readonly dilation?: PerAxis;
  /** Channel groups that do not see each other; divides both channel counts. Default 1. */
  readonly groups?: number;
  /** Default `channels-last`. */
  readonly layout?: Layout;
}

/**
 * Convolution over any number of spatial axes (cross-correlation, as in every deep-learning library).
 *
 * Shapes, `channels-last`: x [batch, ...spatial, channels_in], kernel [...taps, channels_in / groups, channels_out] ->
 * [batch, ...positions, channels_out]. `channels-first`: x [batch, channels_in, ...spatial], kernel [channels_out,
 * channels_in / groups, ...taps] -> [batch, channels_out, ...positions].
 *
 * @throws ShapeError when shapes do not fit; ArgumentError for an option out of range or unequal element types.
 *
 * ```ts
 * import { conv, tensor } from "@erlangen/tensor";
 *
 * const x = tensor([1, 2, 4, 8], [1, 4, 1]);
 * const difference = tensor([-1, 1], [2, 1, 1]);
 * conv(x, difference).data; // => [1, 2, 4]
 * conv(x, difference, { padding: "circular" }).data; // => [1, 2, 4, -7]
 * ```
 */
export function conv(x: Tensor, kernel: Tensor, options: ConvOptions = {}): Tensor {
  const { padding = "valid", groups = 1, layout = "channels-last" } = options;
  requireRanks("conv", x, kernel, layout);
  const spatial = spatialShape(x.shape, layout);
  const rank = spatial.length;
  const strides = perAxis("conv", "strides", options.strides ?? 1, { rank });
  const dilation = perAxis("conv", "dilation", options.dilation ?? 1, { rank });
  const taps = kernelTaps(kernel, layout);
  const amounts = paddingAmounts("conv", padding, { spatial, taps, strides, dilation });
  const circular = padding === "circular";
  const surrounded = circular ? pad(x, onSpatialAxes(amounts, layout), { mode: "circular" }) : x;
  const y = convGeneral(channelsFirst(surrounded, layout), kernelChannelsFirst(kernel, layout), {
    strides,
    padding: circular ? amounts.map(() => [0, 0]) : amounts,
    inputDilation: strides.map(() => 1),
    kernelDilation: dilation,
    groups,
  });
  return layout === "channels-last" ? moveAxis(y, 1, -1) : y;
}

/**
 * Convolution with channels first and all attributes explicit: see {@link ConvAttributes}.
 *
 * Shapes: x [batch, channels_in, ...spatial], kernel [channels_out, channels_in / groups, ...taps] ->
 * [batch, channels_out, ...positions].
 *
 * @throws ShapeError or ArgumentError when they do not fit.
 */
export function convGeneral(x: Tensor, kernel: Tensor, attributes: ConvAttributes): Tensor {
  return apply(convPrimitive, [x, kernel], attributes);
}

/** Throws ShapeError when `x` has no batch and channels, or `kernel` not as many axes. */
export function requireRanks(caller: string, x: Tensor, kernel: Tensor, layout: Layout): void {
  if (x.rank >= 2 && kernel.rank === x.rank) return;
  const expected =
    layout === "channels-last"
      ? "x of shape [batch, ...spatial, channels] and kernel [...taps, channels, channels]"
      : "x of shape [batch, channels, ...spatial] and kernel [channels, channels, ...taps]";
  throw new ShapeError(
    `${caller}: expected ${expected}, got ${formatShape(x.shape)} and ${formatShape(kernel.shape)}`,
  );
}

/** Taps of a kernel in this layout. */
export function kernelTaps(kernel: Tensor, layout: Layout): number[] {
  return layout === "channels-last" ? kernel.shape.slice(0, -2) : kernel.shape.slice(2);
}

/** [batch, ...spatial, channels] -> [batch, channels, ...spatial], unless it is so already. */
export function channelsFirst(x: Tensor, layout: Layout): Tensor {
  return layout === "channels-last" ? moveAxis(x, -1, 1) : x;
}

/** [...taps, channels_in / groups, channels_out] -> [channels_out, channels_in / groups, ...taps], unless it is so already. */
export function kernelChannelsFirst(kernel: Tensor, layout: Layout): Tensor {
  if (layout === "channels-first") return kernel;
  const taps = kernel.rank - 2;
  return transpose(kernel, [-1, -2, ...Array.from({ length: taps }, (_, axis) => axis)]);
}
