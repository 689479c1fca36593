import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equivariantKernels } from "@erlangen/backends/wasm/equivariant";
import { Random } from "@erlangen/numerics";
import {
  outputMultiplicity,
  Tensor,
  weightCount,
  weightedTensorProduct,
  type BlockLayout,
  type ConnectionMode,
  type ProductAttributes,
  type ProductBlock,
  type ProductPath,
  type ProductSlot,
  type ProductTable,
  type SlotAccess,
} from "@erlangen/tensor";
import { relativeError, runKernel } from "./run-kernel.ts";

const slots = ["left", "right", "weight", "output"] as const;
const float32 = 2e-5;

const modes: readonly ConnectionMode[] = [
  "uvw",
  "uvu",
  "uvv",
  "uuw",
  "uuu",
  "uvuv",
  "uvu<v",
  "u<vw",
];

interface PathChoice {
  readonly mode: ConnectionMode;
  readonly channels: readonly [u: number, v: number, w: number];
  readonly dims: readonly [left: number, right: number, output: number];
  readonly layouts: readonly [BlockLayout, BlockLayout, BlockLayout];
  readonly weighted: boolean;
  /** Places its output, or its factors, on the blocks of the path before, when they fit. */
  readonly shares: boolean;
}

const layout = fc.constantFrom<BlockLayout>("channel-major", "component-major");
const path: fc.Arbitrary<PathChoice> = fc.record({
  mode: fc.constantFrom(...modes),
  channels: fc.tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(1, 1, 2, 3, 5),
    fc.integer({ min: 1, max: 22 }),
  ),
  dims: fc.tuple(fc.constantFrom(1, 3, 5), fc.constantFrom(1, 2, 3), fc.constantFrom(1, 3, 4, 7)),
  layouts: fc.tuple(layout, layout, layout),
  weighted: fc.boolean(),
  shares: fc.boolean(),
});

/** A table with these paths; couplings are random and sparse. */
function tableOf(choices: readonly PathChoice[], random: Random): ProductTable {
  const length = { left: 1, right: 1, weight: 0, output: 2 };
  const paths: ProductPath[] = [];
  const place = (
    slot: "left" | "right" | "output",
    shape: Omit<ProductBlock, "offset">,
    shares: boolean,
  ): ProductBlock => {
    const last = paths[paths.length - 1]?.[slot];
    const same =
      last?.multiplicity === shape.multiplicity &&
      last.dim === shape.dim &&
      last.layout === shape.layout;
    if (shares && same) return last;
    // Blocks of other forms on the same numbers are allowed too.
    const size = shape.multiplicity * shape.dim;
    const overlaps = shares && last !== undefined;
    const offset = overlaps ? last.offset : length[slot];
    length[slot] = Math.max(length[slot], offset + size);
    return { offset, ...shape };
  };
  choices.forEach(({ mode, channels, dims, layouts, weighted, shares }, n) => {
    const diagonal = mode === "uuu" || mode === "uuw" || mode === "uvu<v" || mode === "u<vw";
    const [u] = channels;
    const v = diagonal ? u : channels[1];
    const w = outputMultiplicity(mode, u, v) ?? channels[2];
    const left = place("left", { multiplicity: u, dim: dims[0], layout: layouts[0] }, shares);
    const right = place("right", { multiplicity: v, dim: dims[1], layout: layouts[1] }, shares);
    const output = place("output", { multiplicity: w, dim: dims[2], layout: layouts[2] }, shares);
    const weight = weighted ? length.weight : undefined;
    if (weighted) length.weight += weightCount(mode, u, v, w);
    const values = random.split(n).normal(dims[0] * dims[1] * dims[2]);
    const couplings = [...values].flatMap((value, at) => {
      const k = at % dims[2];
      const j = Math.floor(at / dims[2]) % dims[1];
      const i = Math.floor(at / (dims[2] * dims[1]));
      return (i + j + k) % 2 === 0 ? [{ i, j, k, value: at % 5 === 0 ? 1 : value }] : [];
    });
    paths.push({ mode, left, right, output, weight, couplings });
  });
  return { ...length, paths };
}

/** Random operands of a product, as float64 and rounded to float32 at the same time. */
function operandsOf(
  { table, target, access }: ProductAttributes,
  batch: number,
  random: Random,
): { readonly operands: readonly Tensor[]; readonly rows: number } {
  const rows = 3;
  const operands: Tensor[] = [];
  for (const slot of slots) {
    if (slot === target) continue;
    const count = access[slot] === "indexed" ? rows : batch;
    const shape = access[slot] === "shared" ? [table[slot]] : [count, table[slot]];
    const values = random.split(slot).normal(shape.reduce((a, b) => a * b, 1));
    operands.push(new Tensor({ shape, dtype: "float32" }, Float32Array.from(values)));
  }
  for (const slot of slots) {
    if (access[slot] !== "indexed") continue;
    const draw = random.split(`${slot} index`).uniform(batch);
    const index = Int32Array.from(draw, (value) => Math.floor(value * rows));
    operands.push(new Tensor({ shape: [batch], dtype: "int32" }, index));
  }
  return { operands, rows };
}

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

const access = fc.constantFrom<SlotAccess>("row", "row", "shared", "indexed");

describe("the fused tensor product", () => {
  it("is the host's for random paths of every mode, target, access and layout", () => {
    fc.assert(
      fc.property(
        fc.record({
          choices: fc.array(path, { minLength: 1, maxLength: 4 }),
          target: fc.constantFrom(...slots),
          accesses: fc.tuple(access, access, access, access),
          batch: fc.constantFrom(0, 1, 2, 5, 8),
          seed: fc.nat(1000),
        }),
        ({ choices, target, accesses, batch, seed }) => {
          const random = Random.fromSeed(seed);
          const table = tableOf(choices, random.split("table"));
          const attributes: ProductAttributes = {
            table,
            target,
            access: {
              left: accesses[0],
              right: accesses[1],
              weight: accesses[2],
              output: accesses[3],
            },
            rows: 3,
          };
          const alone = slots.every(
            (slot) => slot === target || attributes.access[slot] === "shared",
          );
          const rows = alone && attributes.access[target] === "row" ? 3 : batch;
          const { operands } = operandsOf(attributes, rows, random.split("operands"));
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
