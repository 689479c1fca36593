import type { Random } from "@erlangen/numerics";

/** A matrix product [n, n] x [n, n]. */
export interface MatrixProduct {
  readonly kind: "matmul";
  readonly name: string;
  readonly size: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** A convolution by 3x3 taps, stride 1, with zeros around: [batch, channels, height, width] -> the same. */
export interface Convolution {
  readonly kind: "conv";
  readonly name: string;
  readonly batch: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** [batch, channels, height, width] */
  readonly left: Float32Array;
  /** [channels_out, channels_in, 3, 3] */
  readonly right: Float32Array;
}

/** One heavy operation of deep learning, with its operands. */
export type Kernel = MatrixProduct | Convolution;

/** A product of normal random matrices. */
export function matrixProduct(size: number, random: Random): MatrixProduct {
  const draw = (name: string): Float32Array =>
    Float32Array.from(random.split(name).normal(size * size));
  return {
    kind: "matmul",
    name: `matmul ${size}`,
    size,
    left: draw("left"),
    right: draw("right"),
  };
}

/** A convolution of normal random images. */
export function convolution(
  shape: Pick<Convolution, "batch" | "channels" | "height" | "width">,
  random: Random,
): Convolution {
  const { batch, channels, height, width } = shape;
  const draw = (name: string, size: number): Float32Array =>
    Float32Array.from(random.split(name).normal(size));
  return {
    kind: "conv",
    name: `conv 3x3 ${batch}x${channels}x${height}x${width}`,
    ...shape,
    left: draw("left", batch * channels * height * width),
    right: draw("right", channels * channels * 9),
  };
}

/** Floating-point operations; a multiply-add counts as two, padding as if it were numbers. */
export function flopsOf(kernel: Kernel): number {
  return kernel.kind === "matmul"
    ? 2 * kernel.size ** 3
    : 2 * kernel.left.length * kernel.channels * 9;
}

/** Shapes of the operands; the result has that of the left one. */
export function operandShapes(kernel: Kernel): {
  readonly left: readonly number[];
  readonly right: readonly number[];
} {
  if (kernel.kind === "matmul") {
    const shape = [kernel.size, kernel.size];
    return { left: shape, right: shape };
  }
  const { batch, channels, height, width } = kernel;
  return { left: [batch, channels, height, width], right: [channels, channels, 3, 3] };
}

/** One result by the definition, in float64. `position` is row-major in the shape of the result. */
export function resultAt(kernel: Kernel, position: number): number {
  return kernel.kind === "matmul" ? productAt(kernel, position) : convolutionAt(kernel, position);
}

function productAt({ size, left, right }: MatrixProduct, position: number): number {
  const row = Math.floor(position / size);
  const column = position % size;
  let sum = 0;
  for (let k = 0; k < size; k++) sum += left[row * size + k] * right[k * size + column];
  return sum;
}

function convolutionAt(kernel: Convolution, position: number): number {
  const { channels, height, width, left, right } = kernel;
  const column = position % width;
  const row = Math.floor(position / width) % height;
  const out = Math.floor(position / (width * height)) % channels;
  const image = Math.floor(position / (width * height * channels));
  let sum = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const [y, x] = [row + dy, column + dx];
        if (y < 0 || y >= height || x < 0 || x >= width) continue;
        sum +=
          left[((image * channels + channel) * height + y) * width + x] *
          right[((out * channels + channel) * 3 + dy + 1) * 3 + dx + 1];
      }
    }
  }
  return sum;
}
