import { allocate, dtypeOf, type Storage } from "./dtype.ts";
import { multiplyMatrices } from "./multiply-matrices.ts";
import type { HostArray } from "./primitive.ts";
import type { ConvAttributes } from "./primitives/conv.ts";
import { sizeOf, stridesOf } from "./shape.ts";

/** Elements of the matrix of windows that are laid out at a time. */
const windowBudget = 2 ** 20;

/**
 * Host kernel of the convolution: lays the windows out as columns of a matrix, a block of positions at a time, and
 * multiplies the kernel with it. See `primitives/conv.ts` for the shapes.
 */
export function convolve(
  x: HostArray,
  kernel: HostArray,
  attributes: ConvAttributes,
  output: HostArray,
): void {
  const { groups } = attributes;
  const [batch, channelsIn, ...spatial] = x.shape;
  const [channelsOut, channelsPerGroup, ...taps] = kernel.shape;
  const shape = output.shape.slice(2);
  const positions = sizeOf(shape);
  const rows = channelsPerGroup * sizeOf(taps);
  if (rows === 0 || positions === 0 || batch === 0 || channelsOut === 0 || sizeOf(spatial) === 0)
    return;
  const geometry = { spatial, taps, shape, attributes };
  const block = Math.min(positions, Math.max(16, Math.floor(windowBudget / rows)));
  const isPointwise = pointwise(geometry);
  const windows = allocate(dtypeOf(x.data), isPointwise ? 0 : rows * block);
  const lookup = isPointwise ? undefined : windowLookup(geometry);
  for (let sample = 0; sample < batch; sample++) {
    for (let group = 0; group < groups; group++) {
      const source = (sample * channelsIn + group * channelsPerGroup) * sizeOf(spatial);
      const target = (sample * channelsOut + (group * channelsOut) / groups) * positions;
      const kernelPart = { a: kernel.data, aOffset: ((group * channelsOut) / groups) * rows };
      const product = {
        m: channelsOut / groups,
        k: rows,
        ...kernelPart,
        c: output.data,
        cStride: positions,
      };
      if (lookup === undefined) {
        multiplyMatrices({ ...product, n: positions, b: x.data, bOffset: source, cOffset: target });
        continue;
      }
      for (let start = 0; start < positions; start += block) {
        const n = Math.min(block, positions - start);
        layOut({ x: x.data, source, channels: channelsPerGroup, lookup, windows, start, count: n });
        multiplyMatrices({ ...product, n, b: windows, bOffset: 0, cOffset: target + start });
      }
    }
  }
}

interface Geometry {
  readonly spatial: readonly number[];
  readonly taps: readonly number[];
  readonly shape: readonly number[];
  readonly attributes: ConvAttributes;
}

/** Whether every window is one element, in order: then x is the matrix of windows already. */
function pointwise({ taps, attributes }: Geometry): boolean {
  const { strides, padding, inputDilation } = attributes;
  return taps.every(
    (count, axis) =>
      count === 1 &&
      strides[axis] === 1 &&
      inputDilation[axis] === 1 &&
      padding[axis][0] === 0 &&
      padding[axis][1] === 0,
  );
}

/** Where the taps of the windows lie within one channel: the innermost axis apart, it is the loop that counts. */
interface WindowLookup {
  readonly channelSize: number;
  /** [outer taps, outer positions]: offset of the row of x, -1 where it is padding. */
  readonly outer: Int32Array;
  readonly outerPositions: number;
  /** [inner taps, inner positions]: index within the row, -1 where it is padding. */
  readonly inner: Int32Array;
  readonly innerPositions: number;
}

function windowLookup({ spatial, taps, shape, attributes }: Geometry): WindowLookup {
  const rank = spatial.length;
  const strides = stridesOf(spatial);
  const axes = spatial.map((length, axis) => ({
    taps: taps[axis],
    positions: shape[axis],
    offsets: axisLookup({ length, taps: taps[axis], positions: shape[axis], axis }, attributes),
  }));
  let outer = Int32Array.of(0);
  let outerTaps = 1;
  let outerPositions = 1;
  for (let axis = 0; axis < rank - 1; axis++) {
    const { taps: count, positions, offsets } = axes[axis];
    const next = new Int32Array(outer.length * offsets.length);
    let place = 0;
    for (let t = 0; t < outerTaps; t++) {
      for (let u = 0; u < count; u++) {
        for (let p = 0; p < outerPositions; p++) {
          const base = outer[t * outerPositions + p];
          for (let q = 0; q < positions; q++) {
            const index = offsets[u * positions + q];
            next[place++] = base < 0 || index < 0 ? -1 : base + index * strides[axis];
          }
        }
      }
    }
    outer = next;
    outerTaps *= count;
    outerPositions *= positions;
  }
  const last = axes[rank - 1];
  return {
    channelSize: sizeOf(spatial),
    outer,
    outerPositions,
    inner: last.offsets,
    innerPositions: last.positions,
  };
}

/** [taps, positions]: which element of the axis a tap sees from a position, -1 for none. */
function axisLookup(
  sizes: {
    readonly length: number;
    readonly taps: number;
    readonly positions: number;
    readonly axis: number;
  },
  attributes: ConvAttributes,
): Int32Array {
  const { length, taps, positions, axis } = sizes;
  const stride = attributes.strides[axis];
  const dilation = attributes.inputDilation[axis];
  const [low] = attributes.padding[axis];
  const lookup = new Int32Array(taps * positions);
  for (let t = 0; t < taps; t++) {
    for (let p = 0; p < positions; p++) {
      const place = p * stride + t * attributes.kernelDilation[axis] - low;
      const index = place / dilation;
      const inside = place >= 0 && place % dilation === 0 && index < length;
      lookup[t * positions + p] = inside ? index : -1;
    }
  }
  return lookup;
}

/** Fills `windows` [channels, taps, count] with the windows of the positions from `start` on. */
function layOut(job: {
  readonly x: Storage;
  readonly source: number;
  readonly channels: number;
  readonly lookup: WindowLookup;
  readonly windows: Storage;
  readonly start: number;
  readonly count: number;
}): void {
  const { x, source, channels, lookup, windows, start, count } = job;
  const { channelSize, outer, outerPositions, inner, innerPositions } = lookup;
  const stop = start + count;
  let target = 0;
  for (let channel = 0; channel < channels; channel++) {
    const base = source + channel * channelSize;
    for (let t = 0; t < outer.length; t += outerPositions) {
      for (let u = 0; u < inner.length; u += innerPositions) {
        let position = start;
        while (position < stop) {
          const row = Math.floor(position / innerPositions);
          const first = position - row * innerPositions;
          const end = Math.min(innerPositions, first + stop - position);
          const offset = outer[t + row];
          if (offset < 0) {
            windows.fill(0, target, target + end - first);
            target += end - first;
          } else {
            const from = base + offset;
            for (let p = u + first; p < u + end; p++) {
              const index = inner[p];
              windows[target++] = index < 0 ? 0 : x[from + index];
            }
          }
          position += end - first;
        }
      }
    }
  }
}
