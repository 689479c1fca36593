import { describe, expect, it } from "vitest";
import { planGraph } from "@erlangen/backends/webgpu";
import { Random } from "@erlangen/numerics";
import { graphOf, placeholder, type ProductAttributes, type Tensor } from "@erlangen/tensor";
import { operandsOf, slots } from "../../random-product.ts";
import { traced } from "./device-run.ts";
import { dense, everywhere, product, rows } from "./product-tables.ts";

const limits = { maxBuffers: 8, carried: 0 };

describe("plans of fused tensor products", () => {
  const placeOf = (shape: readonly number[], dtype: "float32" | "int32" = "float32"): Tensor =>
    placeholder({ shape, dtype }, "x");

  it("are one shader for all paths with the same channels", () => {
    const attributes: ProductAttributes = { table: dense(8, 3), target: "output", access: rows };
    const operands = operandsOf(attributes, 5, Random.fromSeed(8));
    const graph = traced(product(attributes), operands);
    const labels = (fusedKernels: boolean): string[] =>
      planGraph(graph, { ...limits, fusedKernels }).commands.map(({ label }) => label);
    expect(labels(true)).toEqual(["tensorProduct for output"]);
    expect(labels(false).length).toBeGreaterThan(1);
  });

  it("bind no more buffers than every device allows", () => {
    for (const target of slots) {
      const table = dense(2, 3);
      const operands = slots
        .filter((slot) => slot !== target)
        .map((slot) => placeOf([7, table[slot]]));
      const indices = slots.map(() => placeOf([1000], "int32"));
      const inputs = [...operands, ...indices];
      const attributes: ProductAttributes = { table, target, access: everywhere, rows: 7 };
      const { commands } = planGraph(graphOf(inputs, product(attributes)(inputs)), limits);
      for (const { bindings } of commands) expect(bindings.length).toBeLessThanOrEqual(8);
    }
  });

  it("stay within the dispatch limits of every device", () => {
    const table = dense(128, 1);
    const inputs = [
      placeOf([2 ** 17, table.left]),
      placeOf([2 ** 17, table.right]),
      placeOf([2 ** 17, table.weight]),
    ];
    const attributes: ProductAttributes = { table, target: "output", access: rows };
    const { commands } = planGraph(graphOf(inputs, product(attributes)(inputs)), limits);
    for (const { workgroups } of commands) {
      expect(Math.max(...workgroups)).toBeLessThanOrEqual(65_535);
    }
  });
});
