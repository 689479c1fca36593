import { describe, expect, it } from "vitest";
import { equivariantKernels } from "@erlangen/backends/wasm/equivariant";
import { Random } from "@erlangen/numerics";
import { Tensor, weightedTensorProduct, type ProductAttributes } from "@erlangen/tensor";
import { relativeError, runKernel } from "./run-kernel.ts";

const slots = ["left", "right", "weight", "output"] as const;

/** A path of degrees (1, 1, 2), each component of its output written as a path of its own, at these places. */
function splitTable(places: readonly number[]): ProductAttributes["table"] {
  const values = Random.fromSeed(1).normal(9 * places.length);
  return {
    left: 12,
    right: 3,
    weight: 4,
    output: 32,
    paths: places.map((offset, k) => ({
      mode: "uvu",
      left: { offset: 0, multiplicity: 4, dim: 3, layout: "component-major" },
      right: { offset: 0, multiplicity: 1, dim: 3 },
      output: { offset, multiplicity: 4, dim: 1 },
      weight: 0,
      couplings: Array.from({ length: 9 }, (_, n) => ({
        i: Math.floor(n / 3),
        j: n % 3,
        k: 0,
        value: values[9 * k + n],
      })),
    })),
  };
}

/** How far the kernel is from the host. */
function compare(places: readonly number[], target: (typeof slots)[number]): number {
  const table = splitTable(places);
  const access = { left: "row", right: "row", weight: "row", output: "row" } as const;
  const attributes = { table, target, access };
  const random = Random.fromSeed(2);
  const others = slots.filter((slot) => slot !== target);
  const values = others.map((slot) =>
    Float32Array.from(random.split(slot).normal(5 * table[slot])),
  );
  const operands = values.map(
    (data, i) => new Tensor({ shape: [5, table[others[i]]], dtype: "float32" }, data),
  );
  const exact = values.map((data, i): readonly [string, Tensor] => [
    others[i],
    new Tensor({ shape: [5, table[others[i]]], dtype: "float64" }, Float64Array.from(data)),
  ]);
  const truth = weightedTensorProduct(Object.fromEntries(exact), {}, attributes);
  const run = runKernel(equivariantKernels.tensorProduct, attributes, operands, {
    shape: truth.shape,
    dtype: "float32",
  });
  return relativeError(run.values, truth.data);
}

describe("components of a path that are written as paths", () => {
  it.each(slots)("give what they give one by one, for the %s", (target) => {
    for (const places of [
      [0, 4, 8, 12, 16],
      [2, 9, 16, 23],
      [0, 4, 12, 16],
      [16, 12, 8],
      [0, 2, 4],
      [5, 5],
    ]) {
      expect(compare(places, target)).toBeLessThan(1e-5);
    }
  });
});
