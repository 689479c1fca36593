import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equivariantKernels } from "@erlangen/backends/wasm/equivariant";
import { Random } from "@erlangen/numerics";
import {
  Tensor,
  weightedTensorProduct,
  type ProductAttributes,
  type ProductSlot,
  type ProductTable,
} from "@erlangen/tensor";
import { operandsOf, randomAccess, randomPaths, slots, tableOf } from "../../random-product.ts";
import { relativeError, runKernel } from "./run-kernel.ts";

const float32 = 2e-5;

/** The same product on the host, in float64. */
function truthOf(attributes: ProductAttributes, operands: readonly Tensor[]): Tensor {
  const exact = operands.map((operand) =>
    operand.dtype === "int32"
      ? operand
      : new Tensor({ shape: operand.shape, dtype: "float64" }, Float64Array.from(operand.data)),
  );
  const others = slots.filter((slot) => slot !== attributes.target);
  const indexed = slots.filter((slot) => attributes.access[slot] === "indexed");
  const bySlot = (names: readonly ProductSlot[], from: number): Record<string, Tensor> =>
    Object.fromEntries(names.map((slot, i) => [slot, exact[from + i]]));
  return weightedTensorProduct(bySlot(others, 0), bySlot(indexed, others.length), attributes);
}

describe("the fused tensor product", () => {
  it("is the host's for random paths of every mode, target, access and layout", () => {
    fc.assert(
      fc.property(
        fc.record({
          choices: randomPaths,
          target: fc.constantFrom(...slots),
          access: randomAccess,
          batch: fc.constantFrom(0, 1, 2, 5, 8),
          seed: fc.nat(1000),
        }),
        ({ choices, target, access, batch, seed }) => {
          const random = Random.fromSeed(seed);
          const table = tableOf(choices, random.split("table"));
          const attributes: ProductAttributes = { table, target, access, rows: 3 };
          const alone = slots.every((slot) => slot === target || access[slot] === "shared");
          const rows = alone && access[target] === "row" ? 3 : batch;
          const operands = operandsOf(attributes, rows, random.split("operands"));
          const truth = truthOf(attributes, operands);
          const { status, values } = runKernel(
            equivariantKernels.tensorProduct,
            attributes,
            operands,
            { shape: truth.shape, dtype: "float32" },
          );
          expect(status).toBe(0);
          expect(relativeError(values, truth.data)).toBeLessThan(float32);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it("names the operand whose index is out of range", () => {
    const block = { offset: 0, multiplicity: 4, dim: 1 };
    const table: ProductTable = {
      left: 4,
      right: 1,
      weight: 4,
      output: 4,
      paths: [
        {
          mode: "uvu",
          left: block,
          right: { offset: 0, multiplicity: 1, dim: 1 },
          output: block,
          weight: 0,
          couplings: [{ i: 0, j: 0, k: 0, value: 1 }],
        },
      ],
    };
    const attributes: ProductAttributes = {
      table,
      target: "output",
      access: { left: "indexed", right: "shared", weight: "shared", output: "indexed" },
      rows: 2,
    };
    const ones = (shape: readonly number[]): Tensor =>
      new Tensor(
        { shape, dtype: "float32" },
        new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1),
      );
    const index = (...entries: readonly number[]): Tensor =>
      new Tensor({ shape: [entries.length], dtype: "int32" }, Int32Array.from(entries));
    const status = (from: Tensor, to: Tensor): number =>
      runKernel(
        equivariantKernels.tensorProduct,
        attributes,
        [ones([3, 4]), ones([1]), ones([4]), from, to],
        { shape: [2, 4], dtype: "float32" },
      ).status;
    expect(status(index(0, 2, 1), index(1, 1, 0))).toBe(0);
    expect(status(index(0, 3, 1), index(1, 1, 0))).toBe(4);
    expect(status(index(0, -1, 1), index(1, 1, 0))).toBe(4);
    expect(status(index(0, 2, 1), index(1, 2, 0))).toBe(5);
  });

  it("leaves float64 to others", () => {
    const table: ProductTable = { left: 1, right: 1, weight: 0, output: 1, paths: [] };
    const row = { left: "row", right: "row", weight: "row", output: "row" } as const;
    const spec = { shape: [1, 1], dtype: "float64" } as const;
    expect(
      equivariantKernels.tensorProduct({
        attributes: { table, target: "output", access: row },
        operands: [spec, spec, spec],
        target: spec,
      }),
    ).toBeUndefined();
  });
});
