import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { convolve } from "../convolve.ts";
import { isFloat } from "../dtype.ts";
import type { Operations } from "../operations.ts";
import type { Primitive } from "../primitive.ts";
import { formatShape, sizeOf, type Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/** Geometry of a channels-first convolution (cross-correlation, as in every deep-learning library). */
export interface ConvAttributes {
  /** Step of the window along each spatial axis, >= 1. */
  readonly strides: readonly number[];
  /** Zeros before and after each spatial axis (after input dilation); negative crops. */
  readonly padding: readonly (readonly [low: number, high: number])[];
  /** Distance of neighbouring input samples, >= 1: above 1, zeros lie between them (transposed convolution). */
  readonly inputDilation: readonly number[];
  /** Distance of neighbouring kernel taps, >= 1. */
  readonly kernelDilation: readonly number[];
  /** Channel groups that do not see each other, >= 1; divides both channel counts. */
  readonly groups: number;
}

/**
 * Convolution over any number of spatial axes:
 *
 * out[b, o, i] = sum over c, t of kernel[o, c, t] z[b, g C + c, i stride + t kernelDilation - low]
 *
 * where z is x with `inputDilation - 1` zeros between neighbours and zeros outside, C = channels_in / groups, and g is
 * the group of the output channel o.
 *
 * Shapes: x [batch, channels_in, ...spatial], kernel [channels_out, channels_in / groups, ...taps] ->
 * [batch, channels_out, ...positions].
 */
export const conv: Primitive<ConvAttributes> = {
  name: "conv",

  spec([x, kernel], attributes) {
    if (x.dtype !== kernel.dtype || !isFloat(x.dtype)) {
      throw new ArgumentError(
        `conv: expected x and kernel both float32 or both float64, got ${x.dtype} and ${kernel.dtype}; cast one of them`,
      );
    }
    const { groups } = attributes;
    requireGeometry(attributes, x.shape.length - 2);
    const [batch, channelsIn, ...spatial] = x.shape;
    const [channelsOut, channelsPerGroup, ...taps] = kernel.shape;
    const fits =
      x.shape.length >= 2 &&
      kernel.shape.length === x.shape.length &&
      channelsPerGroup * groups === channelsIn &&
      channelsOut % groups === 0;
    if (!fits) {
      throw new ShapeError(
        "conv: expected x of shape [batch, channels_in, ...spatial] and kernel of shape [channels_out, channels_in / groups, ...taps] " +
          `with groups = ${groups} dividing both channel counts, got ${formatShape(x.shape)} and ${formatShape(kernel.shape)}`,
      );
    }
    const positions = spatial.map((length, axis) =>
      outputLength(length, taps[axis], attributes, axis),
    );
    return { shape: [batch, channelsOut, ...positions], dtype: x.dtype };
  },

  host([x, kernel], attributes, output) {
    convolve(x, kernel, attributes, output);
  },

  vjp({ inputs: [x, kernel], attributes }, cotangent, ops) {
    return [
      transposeConv(cotangent, kernel, { attributes, inputShape: x.shape }, ops),
      kernelCotangent(x, cotangent, { attributes, kernelShape: kernel.shape }, ops),
    ];
  },

  cost: ([x, kernel], _attributes, output) => ({
    flops: 2 * sizeOf(output.shape) * sizeOf(kernel.shape.slice(1)),
    elements: sizeOf(x.shape) + sizeOf(kernel.shape) + sizeOf(output.shape),
  }),
};

/** Length of an axis whose neighbours lie `dilation` apart. */
export function dilatedLength(length: number, dilation: number): number {
  return length === 0 ? 0 : (length - 1) * dilation + 1;
}

function outputLength(
  length: number,
  taps: number,
  attributes: ConvAttributes,
  axis: number,
): number {
  const [low, high] = attributes.padding[axis];
  const room = dilatedLength(length, attributes.inputDilation[axis]) + low + high;
  const free = room - dilatedLength(taps, attributes.kernelDilation[axis]);
  return free < 0 ? 0 : Math.floor(free / attributes.strides[axis]) + 1;
}

/**
 * The transpose of the convolution with respect to x: also what is called transposed convolution.
 *
 * It is a convolution of the cotangent, dilated by the stride, with the mirrored kernel whose channels change places.
 *
 * @param cotangent - [batch, channels_out, ...positions].
 * @param kernel - The kernel of the convolution that is transposed.
 * @param shapes - `inputShape`: [batch, channels_in, ...spatial], the shape of the result.
 */
export function transposeConv(
  cotangent: Tensor,
  kernel: Tensor,
  { attributes, inputShape }: { readonly attributes: ConvAttributes; readonly inputShape: Shape },
  ops: Operations,
): Tensor {
  if (cotangent.size === 0 || kernel.size === 0 || sizeOf(inputShape) === 0) {
    return ops.zeros(inputShape, cotangent.dtype);
  }
  const { groups, strides, padding, inputDilation, kernelDilation } = attributes;
  const [channelsOut, channelsPerGroup, ...taps] = kernel.shape;
  const split = ops.reshape(kernel, [groups, channelsOut / groups, channelsPerGroup, ...taps]);
  const swapped = ops.transpose(split, [0, 2, 1, ...taps.map((_, axis) => axis + 3)]);
  const turned = ops.reshape(swapped, [groups * channelsPerGroup, channelsOut / groups, ...taps]);
  const mirrored = ops.flip(
    turned,
    taps.map((_, axis) => axis + 2),
  );
  return ops.convGeneral(cotangent, mirrored, {
    strides: inputDilation,
    padding: padding.map(([low], axis) => {
      const room = dilatedLength(inputShape[axis + 2], inputDilation[axis]);
      const given = dilatedLength(cotangent.shape[axis + 2], strides[axis]);
      const reach = dilatedLength(taps[axis], kernelDilation[axis]);
      return [reach - 1 - low, room - given + low];
    }),
    inputDilation: strides,
    kernelDilation,
    groups,
  });
}

/**
 * The transpose with respect to the kernel: a convolution of x with the cotangent as kernel, in which batch and channels
 * change places and stride and kernel dilation too. Groups stay, so that no product of unrelated groups is formed.
 */
function kernelCotangent(
  x: Tensor,
  cotangent: Tensor,
  { attributes, kernelShape }: { readonly attributes: ConvAttributes; readonly kernelShape: Shape },
  ops: Operations,
): Tensor {
  if (cotangent.size === 0 || x.size === 0 || sizeOf(kernelShape) === 0) {
    return ops.zeros(kernelShape, cotangent.dtype);
  }
  const { groups, strides, padding, inputDilation, kernelDilation } = attributes;
  const [batch, channelsIn, ...spatial] = x.shape;
  const [, channelsPerGroup, ...taps] = kernelShape;
  const places = spatial.map((_, axis) => axis + 2);
  const split = ops.reshape(x, [batch, groups, channelsIn / groups, ...spatial]);
  const swapped = ops.transpose(split, [2, 1, 0, ...places.map((place) => place + 1)]);
  const sources = ops.reshape(swapped, [channelsPerGroup, groups * batch, ...spatial]);
  const windows = ops.transpose(cotangent, [1, 0, ...places]);
  const products = ops.convGeneral(sources, windows, {
    strides: kernelDilation,
    // The upper padding is what makes exactly the taps of the kernel; below `high` when the stride left a rest.
    padding: padding.map(([low], axis) => {
      const room = dilatedLength(spatial[axis], inputDilation[axis]);
      const reach = dilatedLength(cotangent.shape[axis + 2], strides[axis]);
      return [low, dilatedLength(taps[axis], kernelDilation[axis]) - 1 + reach - room - low];
    }),
    inputDilation,
    kernelDilation: strides,
    groups,
  });
  return ops.transpose(products, [1, 0, ...places]);
}

function requireGeometry(attributes: ConvAttributes, spatialRank: number): void {
  const { strides, padding, inputDilation, kernelDilation, groups } = attributes;
  for (const [name, values] of Object.entries({ strides, inputDilation, kernelDilation })) {
    const valid = values.every((value) => Number.isInteger(value) && value >= 1);
    if (values.length !== spatialRank || !valid) {
      throw new ArgumentError(
        `conv: expected ${name} to be ${spatialRank} integers >= 1, got [${values.join(", ")}]`,
      );
    }
  }
  if (padding.length !== spatialRank || !padding.flat().every(Number.isInteger)) {
    throw new ArgumentError(
      `conv: expected padding to be ${spatialRank} pairs of integers, got [${padding.map((pair) => formatShape(pair)).join(", ")}]`,
    );
  }
  if (!Number.isInteger(groups) || groups < 1) {
    throw new ArgumentError(`conv: expected groups to be an integer >= 1, got ${groups}`);
  }
}
