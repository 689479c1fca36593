import { Random } from "@erlangen/numerics";
import {
  concatenate,
  conv,
  convGeneral,
  convTranspose,
  moveAxis,
  mul,
  pad,
  roll,
  slice,
  sum,
  tensor,
  transpose,
  type ConvAttributes,
  type Tensor,
} from "@erlangen/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../derivative-check.ts";
import { at, indicesOf } from "../index-loops.ts";

/** Rounding of sums of a few hundred products in float64. */
const exact = 1e-12;

interface Case {
  readonly x: Tensor;
  readonly kernel: Tensor;
  readonly attributes: ConvAttributes;
}

/** The definition, one output element at a time. */
function direct({ x, kernel, attributes }: Case, shape: readonly number[]): number[] {
  const { strides, padding, inputDilation, kernelDilation, groups } = attributes;
  const [channelsOut, channels, ...taps] = kernel.shape;
  return indicesOf(shape).map(([sample, out, ...position]) => {
    let total = 0;
    for (let c = 0; c < channels; c++) {
      for (const tap of indicesOf(taps)) {
        const place = position.map(
          (p, axis) => p * strides[axis] + tap[axis] * kernelDilation[axis] - padding[axis][0],
        );
        const index = place.map((p, axis) => p / inputDilation[axis]);
        const inside = index.every(
          (i, axis) => i >= 0 && Number.isInteger(i) && i < x.shape[axis + 2],
        );
        const channel = Math.floor((out * groups) / channelsOut) * channels + c;
        if (inside) total += at(x, [sample, channel, ...index]) * at(kernel, [out, c, ...tap]);
      }
    }
    return total;
  });
}

/** Output lengths counted by walking the window. */
function lengths({ x, kernel, attributes }: Case): number[] {
  return x.shape.slice(2).map((length, axis) => {
    const { strides, padding, inputDilation, kernelDilation } = attributes;
    const room =
      (length === 0 ? 0 : (length - 1) * inputDilation[axis] + 1) +
      padding[axis][0] +
      padding[axis][1];
    const reach = (kernel.shape[axis + 2] - 1) * kernelDilation[axis] + 1;
    let count = 0;
    while (count * strides[axis] + reach <= room) count++;
    return count;
  });
}

function randomCase(seed: number, { least = 0 } = {}): Case {
  const random = Random.fromSeed(seed);
  const between = (low: number, high: number): number => low + random.integer(high - low + 1);
  const rank = between(0, 3);
  const groups = between(1, 2);
  const perGroup = between(1, 2);
  const each = (low: number, high: number): number[] =>
    Array.from({ length: rank }, () => between(low, high));
  const spatial = each(least, 4);
  const taps = each(1, 3);
  const attributes = {
    strides: each(1, 3),
    padding: Array.from({ length: rank }, () => [between(-1, 2), between(-1, 2)] as const),
    inputDilation: each(1, 2),
    kernelDilation: each(1, 2),
    groups,
  };
  const normal = (shape: number[]): Tensor =>
    tensor(random.normal(shape.reduce((product, length) => product * length, 1)), shape);
  const x = normal([between(least, 2), groups * perGroup, ...spatial]);
  const kernel = normal([groups * between(1, 2), perGroup, ...taps]);
  return { x, kernel, attributes };
}

function expectClose(actual: Tensor, expected: readonly number[]): void {
  expect(actual.data.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual.data[i] - value)).toBeLessThanOrEqual(exact * (1 + Math.abs(value)));
  });
}

describe("convGeneral", () => {
  it("is the sum of its definition for all strides, paddings, dilations and groups", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const example = randomCase(seed);
        const y = convGeneral(example.x, example.kernel, example.attributes);
        const [batch] = example.x.shape;
        expect(y.shape).toEqual([batch, example.kernel.shape[0], ...lengths(example)]);
        expectClose(y, direct(example, y.shape));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("is closed under its first and second derivatives", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { x, kernel, attributes } = randomCase(seed);
        const f = (a: Tensor, b: Tensor): Tensor => {
          const y = convGeneral(a, b, attributes);
          return mul(y, y);
        };
        expectDerivatives(f, [x, kernel], Random.fromSeed(seed));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  it("cuts a large matrix of windows into blocks without a trace", () => {
    const random = Random.fromSeed(3);
    const x = tensor(random.normal(40 * 40 * 96), [1, 40, 40, 96]);
    const kernel = tensor(random.normal(2 * 96 * 9), [3, 3, 96, 2]);
    const parts = [
      [0, 22],
      [20, 40],
    ] as const;
    const halves = parts.map((rows) => conv(slice(x, [undefined, rows]), kernel));
    expectClose(conv(x, kernel), [...concatenate(halves, 1).data]);
  });

  it("says which argument does not fit", () => {
    const x = tensor(new Float32Array(8), [1, 2, 4]);
    const attributes = {
      strides: [1],
      padding: [[0, 0] as const],
      inputDilation: [1],
      kernelDilation: [1],
      groups: 1,
    };
    const kernel = (shape: number[]): Tensor =>
      tensor(new Float32Array(shape.reduce((a, b) => a * b)), shape);
    expect(() => convGeneral(x, kernel([3, 1, 2]), attributes)).toThrow(
      "conv: expected x of shape [batch, channels_in, ...spatial] and kernel of shape [channels_out, channels_in / groups, ...taps] " +
        "with groups = 1 dividing both channel counts, got [1, 2, 4] and [3, 1, 2]",
    );
    expect(() => convGeneral(x, kernel([3, 1, 2]), { ...attributes, groups: 2 })).toThrow(
      "with groups = 2 dividing both channel counts, got [1, 2, 4] and [3, 1, 2]",
    );
    expect(() => convGeneral(x, kernel([3, 2, 2]), { ...attributes, strides: [0] })).toThrow(
      "conv: expected strides to be 1 integers >= 1, got [0]",
    );
    expect(() => convGeneral(x, kernel([3, 2, 2]), { ...attributes, padding: [] })).toThrow(
      "conv: expected padding to be 1 pairs of integers, got []",
    );
    expect(() => convGeneral(x, kernel([3, 2, 2]), { ...attributes, groups: 0 })).toThrow(
      "conv: expected groups to be an integer >= 1, got 0",
    );
    expect(() => convGeneral(x, tensor(new Float64Array(12), [3, 2, 2]), attributes)).toThrow(
      "conv: expected x and kernel both float32 or both float64, got float32 and float64; cast one of them",
    );
  });
});

describe("conv", () => {
  const random = Random.fromSeed(4);
  const x = tensor(random.normal(2 * 5 * 6 * 4), [2, 5, 6, 4]);
  const kernel = tensor(random.normal(3 * 3 * 2 * 6), [3, 3, 2, 6]);

  it("is the same map in both layouts", () => {
    for (const padding of [
      "valid",
      "same",
      "circular",
      [
        [1, 0],
        [2, -1],
      ],
    ] as const) {
      for (const strides of [1, 2, [2, 1]]) {
        const options = { padding, strides, groups: 2, dilation: [1, 2] };
        const last = conv(x, kernel, options);
        const first = conv(moveAxis(x, -1, 1), transpose(kernel, [3, 2, 0, 1]), {
          ...options,
          layout: "channels-first",
        });
        expect(moveAxis(first, 1, -1).data).toEqual(last.data);
        expect(last.shape[3]).toBe(6);
      }
    }
  });

  it("keeps ceil(n / stride) positions with same and circular padding", () => {
    for (const padding of ["same", "circular"] as const) {
      for (const strides of [1, 2, 3]) {
        const shape = [2, Math.ceil(5 / strides), Math.ceil(6 / strides), 6];
        expect(conv(x, kernel, { padding, strides, groups: 2 }).shape).toEqual(shape);
      }
    }
  });

  it("commutes with rolls of the torus under circular padding", () => {
    const options = { padding: "circular", groups: 2 } as const;
    const rolled = conv(roll(roll(x, 2, 1), -1, 2), kernel, options);
    expectClose(rolled, [...roll(roll(conv(x, kernel, options), 2, 1), -1, 2).data]);
  });

  it("pads with zeros like pad does", () => {
    const padded = pad(x, [
      [0, 0],
      [1, 2],
      [0, 3],
      [0, 0],
    ]);
    const explicit = conv(x, kernel, {
      padding: [
        [1, 2],
        [0, 3],
      ],
      groups: 2,
    });
    expectClose(explicit, [...conv(padded, kernel, { groups: 2 }).data]);
  });

  it("names the option that does not fit", () => {
    expect(() => conv(x, kernel, { strides: [1] })).toThrow(
      "conv: expected strides to be an integer >= 1 or 2 of them, got [1]",
    );
    expect(() => conv(x, kernel, { dilation: 0.5 })).toThrow(
      "conv: expected dilation to be an integer >= 1 or 2 of them, got 0.5",
    );
    expect(() => conv(x, kernel, { padding: [[1, 1]] })).toThrow(
      "conv: expected padding to be 2 pairs of integers, got [[1,1]]",
    );
    expect(() => conv(x, tensor([1]))).toThrow(
      "conv: expected x of shape [batch, ...spatial, channels] and kernel [...taps, channels, channels], got [2, 5, 6, 4] and [1]",
    );
  });
});

describe("convTranspose", () => {
  it("is the transpose of conv: <conv(x), y> = <x, convTranspose(y)>", () => {
    const random = Random.fromSeed(5);
    const kernel = tensor(random.normal(3 * 2 * 2 * 4), [3, 2, 2, 4]);
    for (const padding of [
      "valid",
      "same",
      [
        [1, 0],
        [0, 1],
      ],
    ] as const) {
      for (const strides of [1, 2, 3]) {
        for (const groups of [1, 2]) {
          const options = { padding, strides, groups, dilation: 2 };
          const y = tensor(random.normal(4 * 5 * 4), [1, 4, 5, 4]);
          const back = convTranspose(y, kernel, options);
          const x = tensor(random.normal(back.size), back.shape);
          const forth = conv(x, kernel, options);
          expect(forth.shape).toEqual(y.shape);
          const left = sum(mul(forth, y)).item();
          const right = sum(mul(x, back)).item();
          expect(Math.abs(left - right)).toBeLessThan(exact * 100);
        }
      }
    }
  });

  it("has the length that its documentation says, with output padding too", () => {
    const x = tensor(new Float32Array(5), [1, 5, 1]);
    const kernel = tensor(new Float32Array(3), [3, 1, 1]);
    const options = { strides: 2, padding: [[1, 1]], outputPadding: 1 } as const;
    expect(convTranspose(x, kernel, options).shape).toEqual([1, 10, 1]);
    expect(convTranspose(x, kernel, { strides: 2, padding: "same" }).shape).toEqual([1, 10, 1]);
    expect(convTranspose(x, kernel, { strides: 2 }).shape).toEqual([1, 11, 1]);
  });

  it("has right derivatives", () => {
    const random = Random.fromSeed(6);
    const x = tensor(random.normal(2 * 3 * 2), [2, 3, 2]);
    const kernel = tensor(random.normal(3 * 2 * 2), [3, 2, 2]);
    expectDerivatives(
      (a, b) => {
        const y = convTranspose(a, b, { strides: 2, padding: "same" });
        return mul(y, y);
      },
      [x, kernel],
      random,
    );
  });

  it("refuses a kernel of other channels", () => {
    const x = tensor(new Float32Array(10), [1, 5, 2]);
    const kernel = tensor(new Float32Array(9), [3, 1, 3]);
    expect(() => convTranspose(x, kernel)).toThrow(
      "convTranspose: expected kernel with channels_in = 2, a multiple of groups = 1, got [3, 1, 3]",
    );
  });
});
