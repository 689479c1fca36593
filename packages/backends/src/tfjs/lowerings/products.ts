import { sizeOf } from "@erlangen/tensor";
import { convWindows, type ConvAttributes } from "../../conv-windows.ts";
import type { TfjsTensor } from "../module.ts";
import { lowering, mutable, type TfjsCall, type TfjsLowerings } from "./lowering.ts";

/** Matrix product and convolution. */
export const productLowerings: TfjsLowerings = {
  matmul: ({ tf, specs: [a, b], full, output }) => {
    const batch = sizeOf(a.shape.slice(0, -2));
    const left = tf.reshape(full(0), [batch, ...a.shape.slice(-2)]);
    const right = tf.reshape(full(1), [batch, ...b.shape.slice(-2)]);
    // The kernels multiply float32 only; products of integers are exact up to 2^24.
    const product =
      output.dtype === "float32"
        ? tf.matMul(left, right)
        : tf.cast(tf.matMul(tf.cast(left, "float32"), tf.cast(right, "float32")), "int32");
    return tf.reshape(product, mutable(output.shape));
  },

  conv: lowering<ConvAttributes>((call) =>
    isImageConv(call) ? imageConv(call) : convByGather(call),
  ),
};

/** What `tf.conv2d` can do. */
function isImageConv({ specs: [x], attributes }: TfjsCall<ConvAttributes>): boolean {
  const { strides, padding, inputDilation, kernelDilation, groups } = attributes;
  const both = strides.some((s) => s > 1) && kernelDilation.some((d) => d > 1);
  return (
    x.shape.length === 4 &&
    groups === 1 &&
    !both &&
    inputDilation.every((distance) => distance === 1) &&
    padding.flat().every((count) => count >= 0)
  );
}

function imageConv({ tf, full, attributes }: TfjsCall<ConvAttributes>): TfjsTensor {
  const { strides, padding, kernelDilation } = attributes;
  const [[top, bottom], [left, right]] = padding;
  const images = tf.transpose(full(0), [0, 2, 3, 1]) as ReturnType<typeof tf.tensor4d>;
  const taps = tf.transpose(full(1), [2, 3, 1, 0]) as ReturnType<typeof tf.tensor4d>;
  const result = tf.conv2d(
    images,
    taps,
    [strides[0], strides[1]],
    [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ],
    "NHWC",
    [kernelDilation[0], kernelDilation[1]],
  );
  return tf.transpose(result, [0, 3, 1, 2]);
}

/** One gather and one matrix product: the samples under each window become a column, a zero where it reads padding. */
function convByGather({
  tf,
  specs: [x, kernel],
  full,
  attributes,
  output,
}: TfjsCall<ConvAttributes>): TfjsTensor {
  const [batch, channels, ...spatial] = x.shape;
  const { groups } = attributes;
  const samples = sizeOf(spatial);
  const taps = sizeOf(kernel.shape.slice(2));
  const positions = sizeOf(output.shape.slice(2));
  const depth = (channels / groups) * taps;
  const table = convWindows(
    { spatial, kernel: kernel.shape.slice(2), positions: output.shape.slice(2) },
    attributes,
  );
  const flat = tf.reshape(full(0), [batch * channels, samples]);
  const extended = tf.pad(flat, [
    [0, 0],
    [0, 1],
  ]);
  const columns = tf.reshape(tf.gather(extended, tf.tensor1d(table, "int32"), 1), [
    batch,
    groups,
    depth,
    positions,
  ]);
  const perGroup = output.shape[1] / groups;
  const rows = tf.tile(tf.reshape(full(1), [1, groups, perGroup, depth]), [batch, 1, 1, 1]);
  const product = tf.matMul(
    tf.reshape(rows, [batch * groups, perGroup, depth]),
    tf.reshape(columns, [batch * groups, depth, positions]),
  );
  return tf.reshape(product, mutable(output.shape));
}
