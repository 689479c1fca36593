import fc from "fast-check";
import { expect, it } from "vitest";
import { matmulKernel } from "@erlangen/backends/wasm/products";
import { Random } from "@erlangen/numerics";
import { cast, matmul, tensor, type Shape, type Tensor } from "@erlangen/tensor";
import { kernelRun } from "./kernel-run.ts";

/** Errors of float32 sums of up to a thousand products of numbers of size 1. */
const tolerance = 1e-4;

function drawn(seed: number, shape: Shape): Tensor {
  const numbers = Random.fromSeed(seed).normal(shape.reduce((a, b) => a * b, 1));
  return tensor(Float32Array.from(numbers), shape);
}

function expectHost(
  seed: number,
  [left, right]: readonly [Shape, Shape],
  portions: readonly number[],
): void {
  const operands = [drawn(seed, left), drawn(seed + 1, right)] as const;
  const expected = matmul(cast(operands[0], "float64"), cast(operands[1], "float64"));
  const kernel = matmulKernel({
    attributes: {},
    operands,
    target: { shape: expected.shape, dtype: "float32" },
  });
  if (kernel?.split === undefined) throw new Error("expected a kernel in pieces");
  const run = kernelRun(kernel, operands, expected.size);
  const whole = run.compute();
  whole.forEach((value, i) => expect(Math.abs(value - expected.data[i])).toBeLessThan(tolerance));
  const { units } = kernel.split;
  const inner = portions.map((portion) => Math.floor(portion * units)).toSorted((a, b) => a - b);
  expect(run.compute([0, ...inner, units])).toEqual(whole);
  expect(run.overran()).toBe(false);
}

const length = fc.oneof(fc.constantFrom(0, 1, 4, 8, 16), fc.integer({ min: 1, max: 45 }));
const portions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });

it("multiplies matrices of every size like the host, with the same bits however divided", () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 0, max: 3 }),
      fc.tuple(length, length, length),
      portions,
      (seed, batch, [m, k, n], cuts) =>
        expectHost(
          seed,
          [
            [batch, m, k],
            [batch, k, n],
          ] as const,
          cuts,
        ),
    ),
    { numRuns: 100, seed: 7 },
  );
});

it("adds up a depth of several portions, and several blocks of rows and columns", () => {
  expectHost(
    1,
    [
      [70, 1030],
      [1030, 9],
    ] as const,
    [0.5],
  );
  expectHost(
    2,
    [
      [130, 3],
      [3, 270],
    ] as const,
    [0.3],
  );
  expectHost(
    3,
    [
      [9, 513],
      [513, 1],
    ] as const,
    [0.3],
  );
});

it("is made for float32 only", () => {
  const spec = { shape: [2, 2], dtype: "float64" } as const;
  expect(matmulKernel({ attributes: {}, operands: [spec, spec], target: spec })).toBeUndefined();
});
