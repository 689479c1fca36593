import { Random } from "@erlangen/numerics";
import {
  expandComposites,
  graphOf,
  interpretOnHost,
  mul,
  placeholder,
  weightedTensorProduct,
  type BlockLayout,
  simplify,
  sum,
  tensor,
  vjp,
  type ConnectionMode,
  type ProductAttributes,
  type ProductPath,
  type ProductSlot,
  type ProductTable,
  type SlotAccess,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const slots: readonly ProductSlot[] = ["left", "right", "weight", "output"];
const rows = 4;
const batch = 7;

/** Two paths that share blocks, with couplings drawn at random. */
function tableOf(
  mode: ConnectionMode,
  random: Random,
  layout: BlockLayout = "channel-major",
): ProductTable {
  const diagonal = ["uuu", "uuw", "uvu<v", "u<vw"].includes(mode);
  const mu = 3;
  const mv = diagonal ? 3 : mode === "uvu" ? 1 : 2;
  const free = 2;
  const pairs = (mu * (mu - 1)) / 2;
  const mw = {
    uvw: free,
    uvu: mu,
    uvv: mv,
    uuw: free,
    uuu: mu,
    uvuv: mu * mv,
    "uvu<v": pairs,
    "u<vw": free,
  }[mode];
  const weights = {
    uvw: mu * mv * mw,
    uvu: mu * mv,
    uvv: mu * mv,
    uuw: mu * mw,
    uuu: mu,
    uvuv: mu * mv,
    "uvu<v": pairs,
    "u<vw": pairs * mw,
  }[mode];
  const couple = (di: number, dj: number, dk: number): ProductPath["couplings"] =>
    Array.from({ length: di * dj * dk }, (_, n) => ({
      i: Math.floor(n / (dj * dk)),
      j: Math.floor(n / dk) % dj,
      k: n % dk,
      value: random.normal(1)[0],
    })).filter((_, n) => n % 2 === 0);
  const left = [
    { offset: 0, multiplicity: mu, dim: 1, layout },
    { offset: mu, multiplicity: mu, dim: 3, layout },
  ];
  const right = [
    { offset: 0, multiplicity: mv, dim: 1, layout },
    { offset: mv, multiplicity: mv, dim: 3, layout },
  ];
  const output = [
    { offset: 0, multiplicity: mw, dim: 3, layout },
    { offset: 3 * mw, multiplicity: mw, dim: 1, layout },
    { offset: 4 * mw, multiplicity: mw, dim: 3, layout },
  ];
  const combination = [
    [0, 1, 0],
    [1, 0, 2],
    [1, 1, 1],
    [1, 1, 0],
  ];
  const weightless = mode === "uvuv" || mode === "uvu<v";
  return {
    left: 4 * mu,
    right: 4 * mv,
    weight: weightless ? 2 * weights : 4 * weights,
    output: 7 * mw,
    paths: combination.map(([l, r, o], p) => ({
      mode,
      left: left[l],
      right: right[r],
      output: output[o],
      weight: weightless && p > 1 ? undefined : p * weights,
      couplings: couple(left[l].dim, right[r].dim, output[o].dim),
    })),
  };
}

function draw(shape: readonly number[], random: Random): Tensor {
  return tensor(random.normal(shape.reduce((a, b) => a * b, 1)), shape);
}

function callOf(
  table: ProductTable,
  target: ProductSlot,
  access: ProductAttributes["access"],
  random: Random,
): { operands: Tensor[]; indices: Tensor[]; attributes: ProductAttributes } {
  const shapeOf = (slot: ProductSlot): number[] => {
    const length = table[slot];
    return access[slot] === "shared"
      ? [length]
      : [access[slot] === "indexed" ? rows : batch, length];
  };
  return {
    operands: slots.filter((slot) => slot !== target).map((slot) => draw(shapeOf(slot), random)),
    indices: slots
      .filter((slot) => access[slot] === "indexed")
      .map(() => tensor(Int32Array.from({ length: batch }, () => random.integer(rows)))),
    attributes: { table, target, access, ...(access[target] === "indexed" ? { rows } : {}) },
  };
}

function applyCall(
  operands: readonly Tensor[],
  indices: readonly Tensor[],
  attributes: ProductAttributes,
): Tensor {
  const given = slots.filter((slot) => slot !== attributes.target);
  const indexed = slots.filter((slot) => attributes.access[slot] === "indexed");
  return weightedTensorProduct(
    Object.fromEntries(given.map((slot, i) => [slot, operands[i]])),
    Object.fromEntries(indexed.map((slot, i) => [slot, indices[i]])),
    attributes,
  );
}

const accesses: readonly Readonly<Record<ProductSlot, SlotAccess>>[] = [
  { left: "row", right: "row", weight: "row", output: "row" },
  { left: "indexed", right: "row", weight: "row", output: "indexed" },
  { left: "row", right: "row", weight: "shared", output: "row" },
  { left: "indexed", right: "shared", weight: "shared", output: "indexed" },
  { left: "shared", right: "indexed", weight: "row", output: "row" },
];
const layouts: readonly BlockLayout[] = ["channel-major", "component-major"];
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

const modesAndLayouts = modes.flatMap((mode) => layouts.map((layout) => [mode, layout] as const));

describe("the tensor product primitive", () => {
  for (const [mode, layout] of modesAndLayouts) {
    for (const access of accesses) {
      for (const target of slots) {
        const label = `${mode}, ${layout}, by ${slots.map((slot) => access[slot]).join(", ")} for ${target}`;

        it(`equals its composition of simpler primitives: ${label}`, () => {
          const random = Random.fromSeed(1);
          const { operands, indices, attributes } = callOf(
            tableOf(mode, random, layout),
            target,
            access,
            random,
          );
          const inputs = [...operands, ...indices];
          const variables = inputs.map((input, i) => placeholder(input, `x${i}`));
          const traced = applyCall(variables.slice(0, 3), variables.slice(3), attributes);
          const graph = simplify(expandComposites(graphOf(variables, [traced]), () => false));
          expect(
            graph.values.some(
              (v) => v.kind === "application" && v.primitive.name === "tensorProduct",
            ),
          ).toBe(false);
          const [composed] = interpretOnHost(graph, inputs);
          const fused = applyCall(operands, indices, attributes);
          expect(composed.shape).toEqual(fused.shape);
          fused.data.forEach((value, n) => expect(composed.data[n]).toBeCloseTo(value, 11));
        });

        it(`is linear, so that each slot's derivative pairs to the same form: ${label}`, () => {
          const random = Random.fromSeed(2);
          const { operands, indices, attributes } = callOf(
            tableOf(mode, random, layout),
            target,
            access,
            random,
          );
          const { value, pullback } = vjp(
            (xs: Tensor[]) => applyCall(xs, indices, attributes),
            operands,
          );
          const cotangent = draw(value.shape, random);
          const form = dot(value, cotangent);
          const weightless = attributes.table.paths.some((path) => path.weight === undefined);
          pullback(cotangent).forEach((gradient, i) => {
            if (weightless && slots.filter((slot) => slot !== target)[i] === "weight") return;
            if (weightless && target === "weight") return;
            expect(dot(gradient, operands[i])).toBeCloseTo(form, 9);
          });
        });
      }
    }
  }
});

function dot(a: Tensor, b: Tensor): number {
  return sum(mul(a, b)).item();
}
