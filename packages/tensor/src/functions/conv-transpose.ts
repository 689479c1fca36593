import { ShapeError } from "@erlangen/numerics";
import { dilatedLength, transposeConv } from "../primitives/conv.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { channelsFirst, kernelChannelsFirst, kernelTaps, requireRanks } from "./conv.ts";
import { operations } from "./operations.ts";
import { moveAxis } from "./transpose.ts";
import {
  paddingAmounts,
  perAxis,
  spatialShape,
  type ExplicitPadding,
  type Layout,
  type PerAxis,
} from "./window.ts";

/** Geometry of {@link convTranspose}: that of the convolution of which it is the transpose. */
export interface ConvTransposeOptions {
  /** Default 1. */
  readonly strides?: PerAxis;
  /** `same`: n elements give n stride positions; explicit amounts crop the result. Default `valid`. */
  readonly padding?: "valid" | "same" | ExplicitPadding;
  /** Distance of neighbouring kernel taps. Default 1. */
  readonly dilation?: PerAxis;
  /** Positions added after each axis, because a stride leaves the length of the input of a convolution open. Default 0. */
  readonly outputPadding?: PerAxis;
  /** Default 1. */
  readonly groups?: number;
  /** Default `channels-last`. */
  readonly layout?: Layout;
}

/**
 * Transposed convolution: the transpose of the linear map x -> conv(x, kernel) with the same kernel and options.
 *
 * Shapes, `channels-last`: x [batch, ...spatial, channels_in], kernel [...taps, channels_out / groups, channels_in] ->
 * [batch, ...positions, channels_out]; `channels-first`: kernel [channels_in, channels_out / groups, ...taps]. Positions:
 * (n - 1) stride + (taps - 1) dilation + 1 - before - after + outputPadding.
 *
 * @throws ShapeError when shapes do not fit; ArgumentError for an option out of range or unequal element types.
 *
 * ```ts
 * import { convTranspose, tensor } from "@erlangen/tensor";
 *
 * const x = tensor([1, 2], [1, 2, 1]);
 * convTranspose(x, tensor([1, 10], [2, 1, 1]), { strides: 2 }).data; // => [1, 10, 2, 20]
 * ```
 */
export function convTranspose(
  x: Tensor,
  kernel: Tensor,
  options: ConvTransposeOptions = {},
): Tensor {
  const { padding = "valid", groups = 1, layout = "channels-last" } = options;
  requireRanks("convTranspose", x, kernel, layout);
  const given = spatialShape(x.shape, layout);
  const rank = given.length;
  const strides = perAxis("convTranspose", "strides", options.strides ?? 1, { rank });
  const dilation = perAxis("convTranspose", "dilation", options.dilation ?? 1, { rank });
  const rest = { rank, least: 0 };
  const extra = perAxis("convTranspose", "outputPadding", options.outputPadding ?? 0, rest);
  const taps = kernelTaps(kernel, layout);
  const whole = given.map((length, axis) => length * strides[axis]);
  const geometry = { spatial: whole, taps, strides, dilation };
  const amounts = paddingAmounts("convTranspose", padding, geometry);
  const spatial = given.map((length, axis) => {
    if (padding === "same") return whole[axis] + extra[axis];
    const full = dilatedLength(length, strides[axis]) + dilatedLength(taps[axis], dilation[axis]);
    const [before, after] = amounts[axis];
    return Math.max(0, length === 0 ? 0 : full - 1 - before - after + extra[axis]);
  });
  const cotangent = channelsFirst(x, layout);
  const turned = kernelChannelsFirst(kernel, layout);
  const [batch, channels] = cotangent.shape;
  if (turned.shape[0] !== channels || channels % groups !== 0) {
    throw new ShapeError(
      `convTranspose: expected kernel with channels_in = ${channels}, a multiple of groups = ${groups}, got ${formatShape(kernel.shape)}`,
    );
  }
  const attributes = {
    strides,
    padding: amounts,
    inputDilation: strides.map(() => 1),
    kernelDilation: dilation,
    groups,
  };
  const inputShape = [batch, turned.shape[1] * groups, ...spatial];
  const y = transposeConv(cotangent, turned, { attributes, inputShape }, operations);
  return layout === "channels-last" ? moveAxis(y, 1, -1) : y;
}
