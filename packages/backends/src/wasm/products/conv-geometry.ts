import { sizeOf, type Operations, type Shape } from "@erlangen/tensor";

/** Attributes of the primitive `conv`. */
export type ConvAttributes = Parameters<Operations["convGeneral"]>[2];

/** One spatial axis. */
export interface ConvAxis {
  readonly length: number;
  readonly taps: number;
  readonly positions: number;
  readonly stride: number;
  readonly kernelDilation: number;
  readonly inputDilation: number;
  /** Zeros before the axis; negative: samples that are cropped. */
  readonly low: number;
  /** Places that the windows reach, from the first of them on. */
  readonly reach: number;
}

/**
 * A convolution in numbers. Distances are in elements.
 *
 * The windows look at *places*: places are the samples themselves where every window lies inside them and they are not
 * dilated, else a copy with zeros around and between them.
 */
export interface ConvGeometry {
  readonly batch: number;
  readonly groups: number;
  /** Channels of one group, in and out. */
  readonly channelsIn: number;
  readonly channelsOut: number;
  readonly axes: readonly ConvAxis[];
  /** Samples, taps, positions of one channel. */
  readonly samples: number;
  readonly taps: number;
  readonly positions: number;
  /** Numbers that are summed for one output: channels in times taps. */
  readonly depth: number;
  /** Whether a copy of the samples is needed. */
  readonly isCopied: boolean;
  /** Distances of neighbouring places of an image, a channel, and each axis. */
  readonly image: number;
  readonly channel: number;
  readonly places: readonly number[];
}

/** Derives the geometry from x [batch, channels, ...], kernel and result. */
export function convGeometry(
  [x, kernel, result]: readonly [Shape, Shape, Shape],
  { strides, padding, inputDilation, kernelDilation, groups }: ConvAttributes,
): ConvGeometry {
  const axes = x.slice(2).map((length, axis): ConvAxis => {
    const taps = kernel[axis + 2];
    const positions = result[axis + 2];
    const stride = strides[axis];
    const dilation = kernelDilation[axis];
    return {
      length,
      taps,
      positions,
      stride,
      kernelDilation: dilation,
      inputDilation: inputDilation[axis],
      low: padding[axis][0],
      reach: (positions - 1) * stride + (taps - 1) * dilation + 1,
    };
  });
  const isCopied = axes.some(
    (axis) => axis.inputDilation > 1 || axis.low !== 0 || axis.reach > axis.length,
  );
  const extents = axes.map(({ length, reach }) => (isCopied ? reach : length));
  const channel = sizeOf(extents);
  const channelsIn = kernel[1];
  return {
    batch: x[0],
    groups,
    channelsIn,
    channelsOut: kernel[0] / groups,
    axes,
    samples: sizeOf(x.slice(2)),
    taps: sizeOf(kernel.slice(2)),
    positions: sizeOf(result.slice(2)),
    depth: channelsIn * sizeOf(kernel.slice(2)),
    isCopied,
    channel,
    image: (isCopied ? channelsIn : channelsIn * groups) * channel,
    places: extents.map((_, axis) => sizeOf(extents.slice(axis + 1))),
  };
}
