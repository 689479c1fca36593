import { sizeOf, type Operations, type Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import type { Lowerable, Lowered } from "./lowering.ts";

/** Geometry of a convolution. */
export type ConvAttributes = Parameters<Operations["convGeneral"]>[2];

/**
 * Convolution as one gather and one matrix product, in any element type that has the latter.
 *
 * The samples under each window, a zero where the window reads padding, become a column:
 * [batch, groups, channels_in/groups taps, positions].
 */
export function convByGather(
  { inputs: [x, kernel], specs, attributes, output }: Lowerable<ConvAttributes>,
  builder: OnnxBuilder,
): Lowered {
  const [batch, channels, ...spatial] = specs[0].shape;
  const { groups } = attributes;
  const channelsOut = output.shape[1];
  const samples = sizeOf(spatial);
  const taps = sizeOf(specs[1].shape.slice(2));
  const positions = sizeOf(output.shape.slice(2));
  const flat = builder.reshape(builder.full(x, specs[0].shape), specs[0].shape, [
    batch,
    channels,
    samples,
  ]);
  const zero = { name: builder.scalar(0, output.dtype), stored: [] };
  const extended = builder.node("Concat", [flat, builder.full(zero, [batch, channels, 1])], {
    axis: 2,
  });
  const table = builder.constant(
    windows(spatial, specs[1].shape.slice(2), output.shape.slice(2), attributes),
    [taps, positions],
    "int32",
  );
  const columns = builder.reshape(
    builder.node("Gather", [extended, table], { axis: 2 }),
    [batch, channels, taps, positions],
    [batch, groups, (channels / groups) * taps, positions],
  );
  const rows = builder.reshape(builder.full(kernel, specs[1].shape), specs[1].shape, [
    groups,
    channelsOut / groups,
    (channels / groups) * taps,
  ]);
  const product = builder.node("MatMul", [rows, columns]);
  const from = [batch, groups, channelsOut / groups, positions];
  return { name: builder.reshape(product, from, output.shape), stored: output.shape };
}

/** [taps, positions]: which sample each tap reads at each position, `samples` for padding. */
function windows(
  spatial: Shape,
  kernel: Shape,
  out: Shape,
  { strides, padding, inputDilation, kernelDilation }: ConvAttributes,
): Int32Array {
  const samples = sizeOf(spatial);
  const positions = sizeOf(out);
  const table = new Int32Array(sizeOf(kernel) * positions);
  const sampleStrides = stridesOf(spatial);
  const kernelStrides = stridesOf(kernel);
  const outStrides = stridesOf(out);
  for (let i = 0; i < table.length; i++) {
    const tap = Math.floor(i / positions);
    const position = i % positions;
    let sample = 0;
    for (let axis = 0; axis < spatial.length; axis++) {
      const step = Math.floor(tap / kernelStrides[axis]) % kernel[axis];
      const start = Math.floor(position / outStrides[axis]) % out[axis];
      const place = start * strides[axis] + step * kernelDilation[axis] - padding[axis][0];
      const index = place / inputDilation[axis];
      if (!Number.isInteger(index) || index < 0 || index >= spatial[axis]) {
        sample = samples;
        break;
      }
      sample += index * sampleStrides[axis];
    }
    table[i] = sample;
  }
  return table;
}

function stridesOf(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}
