import type { Random } from "@erlangen/numerics";
import { conv, tensor, vjp, type Tensor } from "@erlangen/tensor";
import { bytesOf, type ProgramTask } from "./program-task.ts";

/** Rounding of float32 sums of some thousand terms, relative to the largest result. */
const tolerance = 2e-5;

interface ConvolutionSizes {
  readonly name: string;
  /** [batch, channels, ...spatial] */
  readonly x: readonly number[];
  /** [channels_out, channels_in / groups, ...taps] */
  readonly kernel: readonly number[];
  readonly groups?: number;
  readonly strides?: number;
}

/** Convolutions of image, volume and sequence models; `64 -> 64, 5x5` is that of the published figures. */
const sizes: readonly ConvolutionSizes[] = [
  { name: "conv 3x3 32 -> 32, 16 of 32x32", x: [16, 32, 32, 32], kernel: [32, 32, 3, 3] },
  { name: "conv 5x5 64 -> 64, 16 of 32x32", x: [16, 64, 32, 32], kernel: [64, 64, 5, 5] },
  {
    name: "conv 3x3 stride 2, 64 -> 128, 16 of 32x32",
    x: [16, 64, 32, 32],
    kernel: [128, 64, 3, 3],
    strides: 2,
  },
  {
    name: "depthwise 3x3 of 64, 16 of 32x32",
    x: [16, 64, 32, 32],
    kernel: [64, 1, 3, 3],
    groups: 64,
  },
  { name: "conv 3x3x3 16 -> 16, 4 of 16x16x16", x: [4, 16, 16, 16, 16], kernel: [16, 16, 3, 3, 3] },
  { name: "conv 9 64 -> 64, 16 of 512", x: [16, 64, 512], kernel: [64, 64, 9] },
];

/** Convolutions, forward and with both gradients. */
export function convolutionTasks(random: Random, batch?: number): readonly ProgramTask[] {
  return sizes.flatMap((size) => convolutionTask(size, random.split(size.name), batch));
}

function convolutionTask(
  { name, x: shape, kernel: taps, groups = 1, strides = 1 }: ConvolutionSizes,
  random: Random,
  batch = shape[0],
): ProgramTask[] {
  const x = normal(random.split("x"), [batch, ...shape.slice(1)]);
  const kernel = normal(random.split("kernel"), taps);
  const f = (a: Tensor, b: Tensor): Tensor =>
    conv(a, b, {
      padding: "same",
      layout: "channels-first",
      groups,
      strides: shape.slice(2).map(() => strides),
    });
  const value = f(x, kernel);
  const cotangent = normal(random.split("cotangent"), value.shape);
  const flops = 2 * value.size * (kernel.size / kernel.shape[0]);
  const common = { suite: "convolution", tolerance };
  return [
    {
      ...common,
      name,
      operands: [x, kernel],
      f: ([a, b]) => [f(a, b)],
      flops,
      bytes: bytesOf([x, kernel], [value]),
    },
    {
      ...common,
      name: `${name}, gradients`,
      operands: [x, kernel, cotangent],
      f: ([a, b, c]) => {
        const { value: result, pullback } = vjp(([p, q]: readonly Tensor[]) => f(p, q), [a, b]);
        return [result, ...pullback(c)];
      },
      flops: 3 * flops,
      bytes: bytesOf([x, kernel, cotangent], [value, x, kernel]),
    },
  ];
}

function normal(random: Random, shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(Float32Array.from(random.normal(size)), shape);
}
