import type { ProductTable, SlotAccess } from "@erlangen/tensor";
import * as t from "@erlangen/tensor/functions";
import type { Draw } from "../draw.ts";
import type { CaseMaker, DerivativeCase } from "./case.ts";

/** Matrix products, convolutions, pooling, and the equivariant products. */
export const multiplyingFunctions: Readonly<Record<string, CaseMaker>> = {
  averagePool: (draw) => {
    const { x, layout, rank } = drawImages(draw, "any");
    const options = poolOptions(draw, rank);
    return { f: (image) => t.averagePool(image, { ...options, layout }), inputs: [x] };
  },
  conv: (draw) => {
    const { x, layout, rank, channels } = drawImages(draw, "any");
    const groups = draw.integer(1, 2);
    const options = {
      strides: draw.integer(1, 2),
      dilation: draw.integer(1, 2),
      padding: draw.flag()
        ? ("same" as const)
        : Array.from({ length: rank }, () => [1, 2] as const),
      groups,
      layout,
    };
    const taps = Array.from({ length: rank }, () => draw.integer(1, 2));
    const out = groups * draw.integer(1, 2);
    const kernel =
      layout === "channels-last"
        ? [...taps, channels / groups, out]
        : [out, channels / groups, ...taps];
    return {
      f: (image, weights) => t.conv(image, weights, options),
      inputs: [x, draw.tensor("any", kernel)],
    };
  },
  convGeneral: drawConvGeneral,
  convTranspose: (draw) => {
    const { x, layout, rank, channels } = drawImages(draw, "any");
    const groups = draw.integer(1, 2);
    const strides = draw.integer(1, 2);
    const options = {
      strides,
      dilation: draw.integer(1, 2),
      outputPadding: draw.integer(0, strides - 1),
      groups,
      layout,
    };
    const taps = Array.from({ length: rank }, () => draw.integer(1, 2));
    const out = draw.integer(1, 2);
    const kernel = layout === "channels-last" ? [...taps, out, channels] : [channels, out, ...taps];
    return {
      f: (image, weights) => t.convTranspose(image, weights, options),
      inputs: [x, draw.tensor("any", kernel)],
    };
  },
  dot: (draw) => {
    const [n] = draw.atLeast(1);
    return { f: t.dot, inputs: [draw.tensor("any", [n]), draw.tensor("any", [n])] };
  },
  einsum: (draw) => {
    const [i, j, k] = [draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3)];
    const equations: readonly (readonly [string, ...number[][]])[] = [
      ["ij,jk->ik", [i, j], [j, k]],
      ["...i,...ij->j...", [...draw.smaller(), i], [...draw.shape, i, j]],
      ["iij->ji", [i, i, j]],
      ["ij,jk,ki->", [i, j], [j, k], [k, i]],
      ["i,ij,i->ij", [i], [i, j], [i]],
      ["ij->", [i, j]],
    ];
    const [equation, ...shapes] = equations[draw.integer(0, equations.length - 1)];
    return {
      f: (...xs) => t.einsum(equation, ...xs),
      inputs: shapes.map((shape) => draw.tensor("any", shape)),
    };
  },
  matmul: (draw) => {
    const [m, k, n] = [draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3)];
    const left = draw.flag() ? [...draw.shape, m, k] : [...draw.smaller(), m, k];
    const right = draw.flag() ? [...draw.smaller(), k, n] : [k, n];
    return { f: t.matmul, inputs: [draw.tensor("any", left), draw.tensor("any", right)] };
  },
  maxPool: (draw) => {
    const { x, layout, rank } = drawImages(draw, "distinct");
    const options = poolOptions(draw, rank);
    return { f: (image) => t.maxPool(image, { ...options, layout }), inputs: [x] };
  },
  outer: (draw) => ({
    f: t.outer,
    inputs: [draw.tensor("any", [draw.integer(0, 3)]), draw.tensor("any", [draw.integer(0, 3)])],
  }),
  solidHarmonics: (draw) => {
    const lMax = draw.integer(0, 4);
    return {
      f: (points) => t.solidHarmonics(points, lMax),
      inputs: [draw.tensor("any", [...draw.shape, 3])],
    };
  },
  weightedTensorProduct: (draw) => {
    const slots = ["left", "right", "weight", "output"] as const;
    const accesses = ["row", "shared", "indexed"] as const;
    const target = slots[draw.integer(0, 3)];
    const [batch, rows] = [draw.integer(0, 3), draw.integer(1, 3)];
    const access = Object.fromEntries(
      slots.map((slot) => [slot, accesses[draw.integer(0, 2)]]),
    ) as Record<(typeof slots)[number], SlotAccess>;
    // The batch is as long as the rows or the indices say: one operand at least must tell.
    if (slots.every((slot) => access[slot] === "shared" || slot === target))
      access[slots[target === "left" ? 1 : 0]] = "row";
    const given = slots.filter((slot) => slot !== target);
    const indices = Object.fromEntries(
      slots
        .filter((slot) => access[slot] === "indexed")
        .map((slot) => [slot, draw.indices(rows, [batch])]),
    );
    const attributes = { table: productTable, target, access, rows };
    return {
      f: (...xs) =>
        t.weightedTensorProduct(
          Object.fromEntries(given.map((slot, i) => [slot, xs[i]])),
          indices,
          attributes,
        ),
      inputs: given.map((slot) => {
        const length = productTable[slot];
        const lead = { row: [batch], shared: [], indexed: [rows] }[access[slot]];
        return draw.tensor("any", [...lead, length]);
      }),
    };
  },
};

/** 2x1 times 1x1+1x3 into 2x1 + 2x3, with and without weights; coefficients without meaning. */
const productTable: ProductTable = {
  left: 6,
  right: 4,
  weight: 4,
  output: 8,
  paths: [
    {
      mode: "uvw",
      left: { offset: 0, multiplicity: 2, dim: 3 },
      right: { offset: 1, multiplicity: 1, dim: 3 },
      output: { offset: 0, multiplicity: 2, dim: 1 },
      weight: 0,
      couplings: [0, 1, 2].map((i) => ({ i, j: i, k: 0, value: 0.5 + i })),
    },
    {
      mode: "uvu",
      left: { offset: 0, multiplicity: 2, dim: 3 },
      right: { offset: 0, multiplicity: 1, dim: 1 },
      output: { offset: 2, multiplicity: 2, dim: 3 },
      weight: undefined,
      couplings: [0, 1, 2].map((i) => ({ i, j: 0, k: (i + 1) % 3, value: 1.5 - i })),
    },
  ],
};

export function drawConvGeneral(draw: Draw): DerivativeCase {
  const rank = draw.integer(0, 2);
  const groups = draw.integer(1, 2);
  const perAxis = (low: number, high: number): number[] =>
    Array.from({ length: rank }, () => draw.integer(low, high));
  const attributes = {
    strides: perAxis(1, 2),
    padding: perAxis(-1, 2).map((low) => [low, draw.integer(-1, 2)] as const),
    inputDilation: perAxis(1, 2),
    kernelDilation: perAxis(1, 2),
    groups,
  };
  const taps = perAxis(1, 2);
  // Long enough for the window after cropping.
  const spatial = perAxis(4, 5);
  const channels = draw.integer(1, 2);
  return {
    f: (x, kernel) => t.convGeneral(x, kernel, attributes),
    inputs: [
      draw.tensor("any", [draw.integer(0, 2), groups * channels, ...spatial]),
      draw.tensor("any", [groups * draw.integer(0, 2), channels, ...taps]),
    ],
  };
}

function drawImages(
  draw: Draw,
  domain: "any" | "distinct",
): {
  x: ReturnType<Draw["tensor"]>;
  layout: "channels-last" | "channels-first";
  rank: number;
  channels: number;
} {
  const rank = draw.integer(1, 2);
  const batch = draw.integer(0, 2);
  const channels = 2 * draw.integer(1, 2);
  const spatial = Array.from({ length: rank }, () => draw.integer(3, 4));
  const layout = draw.flag() ? "channels-last" : "channels-first";
  const shape =
    layout === "channels-last" ? [batch, ...spatial, channels] : [batch, channels, ...spatial];
  return { x: draw.tensor(domain, shape), layout, rank, channels };
}

function poolOptions(draw: Draw, rank: number) {
  const paddings = ["valid", "same", "circular"] as const;
  return {
    window: Array.from({ length: rank }, () => draw.integer(1, 3)),
    strides: draw.integer(1, 2),
    padding: paddings[draw.integer(0, 2)],
  };
}
