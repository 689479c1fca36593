import { sizeOf, type ConvAttributes } from "@erlangen/tensor";
import type { PrimitiveStep, View } from "../../schedule/schedule.ts";
import { mergeAxes } from "../../schedule/views.ts";
import type { Planner } from "../planner.ts";
import { place, unravel } from "../wgsl/indexing.ts";
import { Shader } from "../wgsl/shader.ts";
import { planProduct } from "./product.ts";

/** A convolution as a product: kernels [groups, m, k] times windows [groups, k, n], never laid out in memory. */
interface Windows {
  readonly x: View;
  readonly kernel: View;
  readonly target: View;
  readonly attributes: ConvAttributes;
  /** Output channels of a group. */
  readonly m: number;
  /** Samples times positions. */
  readonly n: number;
  /** Input channels of a group times taps. */
  readonly k: number;
}

/** Convolutions over any number of axes, with strides, padding, both dilations and groups. */
export function planConv(
  { operands: [x, kernel], attributes, target }: PrimitiveStep,
  planner: Planner,
): void {
  const geometry = attributes as ConvAttributes;
  const [samples, channels, ...positions] = target.shape;
  const windows: Windows = {
    x,
    kernel,
    target,
    attributes: geometry,
    m: channels / geometry.groups,
    n: samples * sizeOf(positions),
    k: sizeOf(kernel.shape.slice(1)),
  };
  if (sizeOf(target.shape) === 0) return;
  const shader = new Shader("conv");
  shader.declare(kernelFunction(windows, shader));
  shader.declare(windowFunction(windows, shader));
  planWindows(windows, shader, planner);
}

function planWindows(windows: Windows, shader: Shader, planner: Planner): void {
  const { m, n, k, attributes, target, kernel } = windows;
  const [samples, , ...positions] = target.shape;
  const [sampleStride, channelStride, ...positionStrides] = target.strides;
  planProduct(
    {
      batch: attributes.groups,
      m,
      n,
      k,
      leftAlongK: kernel.strides[0] !== 1,
      rightAlongK: false,
      hasLeftFour: false,
      hasRightFour: false,
    },
    {
      shader,
      store: (own) => storeText(windows, own),
      sink: {
        ...target,
        shape: [attributes.groups, m, samples, ...positions],
        strides: [m * channelStride, channelStride, sampleStride, ...positionStrides],
      },
    },
    planner,
  );
}

/** `leftAt`: the kernel of output channel `row` of group `b` at channel and tap `k`. */
function kernelFunction({ kernel, m }: Windows, shader: Shader): string {
  const taps = mergeAxes(kernel.shape.slice(1), [kernel.strides.slice(1)]);
  const { lines, coordinates } = unravel("k", taps.shape, "t");
  const at = place(
    [`b * ${m}u + row`, ...coordinates],
    [kernel.strides[0], ...taps.strides[0]],
    kernel.offset,
  );
  return [
    "fn leftAt(b: u32, row: u32, k: u32) -> f32 {",
    ...lines,
    `return ${shader.read(kernel).load(at)};`,
    "}",
  ].join("\n");
}

/** `rightAt`: what the window `column` of group `b` sees at channel and tap `k`; zero outside and between samples. */
function windowFunction({ x, kernel, target, attributes }: Windows, shader: Shader): string {
  const { strides, padding, inputDilation, kernelDilation } = attributes;
  const [, channels, ...taps] = kernel.shape;
  const [samples, , ...positions] = target.shape;
  const tap = unravel("k", [channels, ...taps], "t");
  const window = unravel("column", [samples, ...positions], "w");
  const lines: string[] = [];
  const sources = taps.map((count, axis) => {
    const [low] = padding[axis];
    const dilation = inputDilation[axis];
    const end = (x.shape[axis + 2] - 1) * dilation + 1;
    const last = (positions[axis] - 1) * strides[axis] + (count - 1) * kernelDilation[axis] - low;
    lines.push(
      `let z${axis} = i32((${window.coordinates[axis + 1]}) * ${strides[axis]}u + ` +
        `(${tap.coordinates[axis + 1]}) * ${kernelDilation[axis]}u) - (${low});`,
    );
    const outside = [
      ...(low > 0 ? [`z${axis} < 0`] : []),
      ...(last >= end ? [`z${axis} >= ${end}`] : []),
      ...(dilation > 1 ? [`z${axis} % ${dilation} != 0`] : []),
    ];
    if (outside.length > 0) lines.push(`if (${outside.join(" || ")}) { return 0f; }`);
    return dilation > 1 ? `u32(z${axis} / ${dilation})` : `u32(z${axis})`;
  });
  const at = place(
    [window.coordinates[0], `b * ${channels}u + ${tap.coordinates[0]}`, ...sources],
    x.strides,
    x.offset,
  );
  return [
    "fn rightAt(b: u32, k: u32, column: u32) -> f32 {",
    ...tap.lines,
    ...window.lines,
    ...lines,
    `return ${shader.read(x).load(at)};`,
    "}",
  ].join("\n");
}

/** Writes `value` at output channel `row` of group `b` and window `column`. */
function storeText({ target, m }: Windows, shader: Shader): string {
  const [samples, , ...positions] = target.shape;
  const [sampleStride, channelStride, ...positionStrides] = target.strides;
  const walk = mergeAxes([samples, ...positions], [[sampleStride, ...positionStrides]]);
  const { lines, coordinates } = unravel("column", walk.shape, "v");
  const at = place(
    [`b * ${m}u + row`, ...coordinates],
    [channelStride, ...walk.strides[0]],
    target.offset,
  );
  return [...lines, shader.write(target).store(at, "value")].join(" ");
}
