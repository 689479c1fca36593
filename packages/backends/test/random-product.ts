import fc from "fast-check";
import type { Random } from "@erlangen/numerics";
import {
  outputMultiplicity,
  Tensor,
  weightCount,
  type BlockLayout,
  type ConnectionMode,
  type ProductAttributes,
  type ProductBlock,
  type ProductPath,
  type ProductTable,
  type SlotAccess,
} from "@erlangen/tensor";

export const slots = ["left", "right", "weight", "output"] as const;

export const modes: readonly ConnectionMode[] = [
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

/** Paths of every mode and layout, blocks that overlap among them. */
export const randomPaths: fc.Arbitrary<readonly PathChoice[]> = fc.array(path, {
  minLength: 1,
  maxLength: 4,
});

const slotAccess = fc.constantFrom<SlotAccess>("row", "row", "shared", "indexed");

/** How the slots are addressed. */
export const randomAccess: fc.Arbitrary<ProductAttributes["access"]> = fc.record({
  left: slotAccess,
  right: slotAccess,
  weight: slotAccess,
  output: slotAccess,
});

/** A table with these paths; couplings are random and sparse. */
export function tableOf(choices: readonly PathChoice[], random: Random): ProductTable {
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

/** Random operands of a product in float32: three rows in each indexed slot. */
export function operandsOf(
  { table, target, access }: ProductAttributes,
  batch: number,
  random: Random,
): readonly Tensor[] {
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
  return operands;
}
