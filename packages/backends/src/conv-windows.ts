import { sizeOf, type Operations, type Shape } from "@erlangen/tensor";

/** Geometry of a convolution. */
export type ConvAttributes = Parameters<Operations["convGeneral"]>[2];

/**
 * Which sample each tap of a kernel reads at each position: `[taps, positions]`, the number of samples for padding.
 *
 * With it a convolution is one gather and one matrix product.
 */
export function convWindows(
  {
    spatial,
    kernel,
    positions: out,
  }: { readonly spatial: Shape; readonly kernel: Shape; readonly positions: Shape },
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
