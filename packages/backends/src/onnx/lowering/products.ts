import { sizeOf, type Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import { broadcast } from "../stored-shape.ts";
import { lowering, type Lowerable, type Lowered, type LoweringTable } from "./lowering.ts";
import type { ConvAttributes } from "../../conv-windows.ts";
import { convByGather } from "./conv-by-gather.ts";
import { padded } from "./padding.ts";

/** Matrix product and convolution. */
export const productLowerings: LoweringTable = {
  matmul: ({ inputs: [a, b], specs }, builder) => {
    const left = matrices(a, specs[0].shape, builder);
    const right = matrices(b, specs[1].shape, builder);
    const batch = broadcast(left.stored.slice(0, -2), right.stored.slice(0, -2));
    return {
      name: builder.node("MatMul", [left.name, right.name]),
      stored: [
        ...batch,
        left.stored[left.stored.length - 2],
        right.stored[right.stored.length - 1],
      ],
    };
  },

  // ONNX Runtime convolves in float32 only.
  conv: lowering<ConvAttributes>((application, builder) =>
    application.output.dtype === "float32" && application.attributes.strides.length > 0
      ? conv(application, builder)
      : convByGather(application, builder),
  ),
};

/**
 * An operand of MatMul, which broadcasts batch axes itself. Leading axes of length 1 are dropped: against one
 * matrix, ONNX Runtime multiplies the whole batch at once.
 */
function matrices(x: Lowered, shape: Shape, builder: OnnxBuilder): Lowered {
  const matrix = shape.slice(-2);
  let batch = x.stored.slice(0, -2);
  const held = batch.length;
  while (batch[0] === 1) batch = batch.slice(1);
  const stored = [...batch, ...matrix];
  if (sizeOf(x.stored) === sizeOf(stored)) {
    return { name: builder.reshape(x.name, x.stored, stored), stored };
  }
  const wide = [...x.stored.slice(0, held), ...matrix];
  return { name: builder.reshape(builder.full(x, wide), wide, stored), stored };
}

function conv(
  { inputs: [x, kernel], specs, attributes, output }: Lowerable<ConvAttributes>,
  builder: OnnxBuilder,
): Lowered {
  const { padding, inputDilation } = attributes;
  const low = padding.map(([before]) => before);
  const high = padding.map(([, after]) => after);
  let input = builder.full(x, specs[0].shape);
  // Conv knows neither zeros between samples nor negative padding: both happen before it.
  const before =
    inputDilation.some((distance) => distance > 1) || [...low, ...high].some((count) => count < 0);
  if (before) {
    input = padded(
      input,
      {
        shape: specs[0].shape,
        low: [0, 0, ...low],
        high: [0, 0, ...high],
        interior: [0, 0, ...inputDilation.map((distance) => distance - 1)],
        value: builder.scalar(0, "float32"),
      },
      builder,
    );
  }
  const name = builder.node("Conv", [input, builder.full(kernel, specs[1].shape)], {
    strides: attributes.strides,
    pads: before ? padding.flatMap(() => [0, 0]) : [...low, ...high],
    dilations: attributes.kernelDilation,
    group: attributes.groups,
    kernel_shape: specs[1].shape.slice(2),
  });
  return { name, stored: output.shape };
}
