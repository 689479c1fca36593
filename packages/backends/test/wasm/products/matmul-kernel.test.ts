import fc from "fast-check";
import { expect, it } from "vitest";
import { matmulKernel } from "@erlangen/backends/wasm/products";
import { Random } from "@erlangen/numerics";
import {
  broadcastTo,
  cast,
  matmul,
  tensor,
  transpose,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";
import { kernelRun, worstError } from "./kernel-run.ts";

/** Errors of float32 sums of up to a thousand products of numbers of size 1. */
const tolerance = 1e-4;

/** An operand as numbers in memory, and as what a kernel is to see of them. */
interface Operand {
  readonly stored: Tensor;
  readonly seen: Tensor;
  readonly strides?: readonly number[];
}

function drawn(seed: number, shape: Shape): Operand {
  const numbers = Random.fromSeed(seed).normal(shape.reduce((a, b) => a * b, 1));
  const stored = tensor(Float32Array.from(numbers), shape);
  return { stored, seen: stored };
}

/** Stored with the last two axes exchanged. */
function drawnTransposed(seed: number, [batch, rows, columns]: readonly number[]): Operand {
  const { stored } = drawn(seed, [batch, columns, rows]);
  return {
    stored,
    seen: transpose(stored, [0, 2, 1]),
    strides: [columns * rows, 1, rows],
  };
}

/** One matrix for the whole batch. */
function drawnOnce(seed: number, [batch, rows, columns]: readonly number[]): Operand {
  const { stored } = drawn(seed, [rows, columns]);
  return { stored, seen: broadcastTo(stored, [batch, rows, columns]), strides: [0, columns, 1] };
}

function expectHost(left: Operand, right: Operand, portions: readonly number[]): void {
  const expected = matmul(cast(left.seen, "float64"), cast(right.seen, "float64"));
  const kernel = matmulKernel({
    attributes: {},
    operands: [left, right].map(({ seen: { shape, dtype }, strides }) =>
      strides === undefined ? { shape, dtype } : { shape, dtype, strides },
    ),
    target: { shape: expected.shape, dtype: "float32" },
  });
  if (kernel === undefined) throw new Error("expected a kernel");
  const run = kernelRun(kernel, [left.stored, right.stored], expected.size);
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

const length = fc.oneof(fc.constantFrom(0, 1, 4, 8, 16), fc.integer({ min: 1, max: 45 }));
const kinds = fc.constantFrom(drawn, drawnTransposed, drawnOnce);
const portions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });

it("multiplies matrices of every size like the host, also transposed or shared ones", () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 0, max: 3 }),
      fc.tuple(length, length, length),
      fc.tuple(kinds, kinds),
      (seed, batch, [m, k, n], [left, right]) =>
        expectHost(left(seed, [batch, m, k]), right(seed + 1, [batch, k, n]), [0.5]),
    ),
    { numRuns: 150, seed: 7 },
  );
});

it("gives the same bits however the work is divided", () => {
  const long = fc.integer({ min: 65, max: 90 });
  fc.assert(
    fc.property(
      fc.tuple(long, long, long),
      fc.tuple(kinds, kinds),
      portions,
      ([m, k, n], [left, right], cuts) => expectHost(left(1, [1, m, k]), right(2, [1, k, n]), cuts),
    ),
    { numRuns: 10, seed: 8 },
  );
  expectHost(drawn(1, [5, 300, 9]), drawn(2, [5, 9, 35]), [0.2, 0.4, 0.77]);
});

it("adds up a depth of several portions, and several blocks of rows and columns", () => {
  expectHost(drawn(1, [70, 1030]), drawn(2, [1030, 9]), [0.5]);
  expectHost(drawn(3, [130, 9]), drawn(4, [9, 270]), [0.3]);
  expectHost(drawn(5, [513, 513]), drawn(6, [513, 1]), [0.3]);
});

it("is made for float32 only", () => {
  const spec = { shape: [2, 2], dtype: "float64" } as const;
  expect(matmulKernel({ attributes: {}, operands: [spec, spec], target: spec })).toBeUndefined();
});
