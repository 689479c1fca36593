import { sizeOf } from "@erlangen/tensor";
import { convWindows, type ConvAttributes } from "../../conv-windows.ts";
import type { OnnxBuilder } from "../onnx-builder.ts";
import type { Lowerable, Lowered } from "./lowering.ts";

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
    convWindows(
      { spatial, kernel: specs[1].shape.slice(2), positions: output.shape.slice(2) },
      attributes,
    ),
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
