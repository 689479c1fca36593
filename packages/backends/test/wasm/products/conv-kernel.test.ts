import fc from "fast-check";
import { expect, it } from "vitest";
import { convKernel } from "@erlangen/backends/wasm/products";
import { Random } from "@erlangen/numerics";
import {
  cast,
  operations,
  tensor,
  type Operations,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";
import { kernelRun, worstError } from "./kernel-run.ts";

type Attributes = Parameters<Operations["convGeneral"]>[2];

/** Errors of float32 sums of up to a thousand products of numbers of size 1. */
const tolerance = 1e-4;

function drawn(seed: number, shape: Shape): Tensor {
  const numbers = Random.fromSeed(seed).normal(shape.reduce((a, b) => a * b, 1));
  return tensor(Float32Array.from(numbers), shape);
}

function expectHost(
  seed: number,
  [input, taps]: readonly [Shape, Shape],
  attributes: Attributes,
  portions: readonly number[] = [],
): void {
  const operands = [drawn(seed, input), drawn(seed + 1, taps)] as const;
  const expected = operations.convGeneral(
    cast(operands[0], "float64"),
    cast(operands[1], "float64"),
    attributes,
  );
  const kernel = convKernel({
    attributes,
    operands,
    target: { shape: expected.shape, dtype: "float32" },
  });
  if (kernel === undefined) throw new Error("expected a kernel");
  const run = kernelRun(kernel, operands, expected.size);
  const whole = run.compute();
  expect(worstError(whole, expected)).toBeLessThan(tolerance);
  if (kernel.split !== undefined) {
    const { units } = kernel.split;
    const inner = portions.map((portion) => Math.floor(portion * units)).toSorted((a, b) => a - b);
    const divided = run.compute([0, ...inner, units]);
    expect(divided.findIndex((value, i) => !Object.is(value, whole[i]))).toBe(-1);
  }
  expect(run.overran()).toBe(false);
}

/** Axes of one kind in one object each. */
const axis = fc.record({
  length: fc.integer({ min: 0, max: 12 }),
  taps: fc.integer({ min: 0, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  kernelDilation: fc.integer({ min: 1, max: 3 }),
  inputDilation: fc.integer({ min: 1, max: 3 }),
  padding: fc.tuple(fc.integer({ min: -2, max: 4 }), fc.integer({ min: -2, max: 4 })),
});

it("convolves like the host over any geometry", () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.array(axis, { maxLength: 3 }),
      fc.tuple(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 6 }),
      ),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
      (seed, axes, [batch, groups, channelsIn, channelsOut], portions) => {
        expectHost(
          seed,
          [
            [batch, groups * channelsIn, ...axes.map(({ length }) => length)],
            [groups * channelsOut, channelsIn, ...axes.map(({ taps }) => taps)],
          ],
          {
            strides: axes.map(({ stride }) => stride),
            padding: axes.map(({ padding }) => padding),
            inputDilation: axes.map(({ inputDilation }) => inputDilation),
            kernelDilation: axes.map(({ kernelDilation }) => kernelDilation),
            groups,
          },
          portions,
        );
      },
    ),
    { numRuns: 150, seed: 11 },
  );
});

const plain = (rank: number, groups = 1): Attributes => ({
  strides: new Array<number>(rank).fill(1),
  padding: Array.from({ length: rank }, () => [1, 1] as const),
  inputDilation: new Array<number>(rank).fill(1),
  kernelDilation: new Array<number>(rank).fill(1),
  groups,
});

it("lays images out in chunks, adds up a depth of several portions, however it is divided", () => {
  expectHost(
    1,
    [
      [3, 70, 30, 31],
      [5, 70, 3, 3],
    ],
    plain(2),
    [0.4],
  );
  expectHost(
    2,
    [
      [2, 3, 40, 8],
      [70, 3, 40, 6],
    ],
    plain(2),
    [0.4],
  );
});

it("convolves channels by themselves", () => {
  expectHost(
    3,
    [
      [2, 6, 17, 33],
      [6, 1, 3, 3],
    ],
    plain(2, 6),
    [0.3, 0.8],
  );
});
