import {
  fullyConnectedTensorProduct,
  irrepsLinear,
  sphericalHarmonics,
  tensorProduct,
  type ProductInstruction,
} from "@erlangen/layers";
import { Irreps } from "@erlangen/groups";
import type { Random } from "@erlangen/numerics";
import {
  tensor,
  vjp,
  weightedTensorProduct,
  type ProductTable,
  type Tensor,
} from "@erlangen/tensor";
import { bytesOf, type ProgramTask } from "./program-task.ts";

/** Rounding of float32 sums of some hundred terms, relative to the largest result. */
const tolerance = 2e-5;

/** Sizes of {@link irrepsTasks}; the default is the case of the published figures. */
export interface IrrepsSizes {
  readonly points: number;
  readonly channels: number;
  readonly edges: number;
  readonly rows: number;
}

/** 128 channels, 2,000 edges, 100,000 points, 1,000 rows. */
export const irrepsSizes: IrrepsSizes = { points: 100_000, channels: 128, edges: 2000, rows: 1000 };

/**
 * The heavy parts of irreps networks: spherical harmonics, the channel-wise product with weights for each edge in both
 * layouts and between nodes, the fully connected product, the linear layer; each forward and with all gradients.
 */
export function irrepsTasks(
  random: Random,
  sizes: IrrepsSizes = irrepsSizes,
): readonly ProgramTask[] {
  return [
    ...harmonics(3, sizes, random),
    ...harmonics(6, sizes, random),
    ...channelwise("channel-major", sizes, random),
    ...channelwise("component-major", sizes, random),
    ...betweenNodes(sizes, random),
    ...fullyConnected(sizes, random),
    ...linear(sizes, random),
  ];
}

function harmonics(lMax: number, { points }: IrrepsSizes, random: Random): ProgramTask[] {
  const vectors = normal(random.split("points"), [points, 3]);
  return forwardAndGradients(
    `harmonics l<=${lMax}, ${points} points`,
    (operands) => sphericalHarmonics(lMax, operands[0], { normalize: true }),
    { operands: [vectors], random },
  );
}

/** 128x0e+128x1o+128x2e times 0e+1o+2e+3o: the 17 paths into l <= 3, a weight for each channel, path and edge. */
function channelwiseTable(
  channels: number,
  layout: "channel-major" | "component-major",
): { readonly table: ProductTable; readonly products: number } {
  const left = Irreps.parse(`${channels}x0e + ${channels}x1o + ${channels}x2e`);
  const right = Irreps.parse("0e + 1o + 2e + 3o");
  const instructions: ProductInstruction[] = [];
  const outputs: string[] = [];
  left.blocks.forEach(({ irrep: a }, i) => {
    right.blocks.forEach(({ irrep: b }, j) => {
      for (let l = Math.abs(a.l - b.l); l <= Math.min(3, a.l + b.l); l++) {
        const parity = a.parity * b.parity;
        if (parity !== (-1) ** l) continue;
        instructions.push({
          left: i,
          right: j,
          output: outputs.length,
          mode: "uvu",
          hasWeight: true,
        });
        outputs.push(`${channels}x${l}${parity === 1 ? "e" : "o"}`);
      }
    });
  });
  const product = tensorProduct({ left, right, output: outputs.join(" + ") }, instructions, {
    weights: "external",
  });
  const { table } = product.structure;
  // Couplings contracted with the harmonics first leave one multiply-add for each pair of output and input component.
  const products = table.paths.reduce(
    (total, { couplings }) => total + new Set(couplings.map(({ i, k }) => `${i} ${k}`)).size,
    0,
  );
  if (layout === "channel-major") return { table, products };
  const paths = table.paths.map((path) => ({
    ...path,
    left: { ...path.left, layout },
    output: { ...path.output, layout },
  }));
  return { table: { ...table, paths }, products };
}

function channelwise(
  layout: "channel-major" | "component-major",
  { channels, edges }: IrrepsSizes,
  random: Random,
): ProgramTask[] {
  const { table, products } = channelwiseTable(channels, layout);
  return forwardAndGradients(
    `uvu ${channels} channels, ${table.paths.length} paths, ${edges} edges, ${layout}`,
    ([left, right, weight]) =>
      weightedTensorProduct(
        { left, right, weight },
        {},
        {
          table,
          target: "output",
          access: { left: "row", right: "row", weight: "row", output: "row" },
        },
      ),
    {
      operands: [
        normal(random.split("left"), [edges, table.left]),
        normal(random.split("right"), [edges, table.right]),
        normal(random.split("weight"), [edges, table.weight]),
      ],
      random,
      flops: 2 * products * channels * edges,
    },
  );
}

/** The same product between nodes: gather, product and scatter in one. Ten edges at each node. */
function betweenNodes({ channels, edges }: IrrepsSizes, random: Random): ProgramTask[] {
  const { table, products } = channelwiseTable(channels, "component-major");
  const nodes = Math.max(1, Math.round(edges / 10));
  const source = drawIndices(random.split("source"), edges, nodes);
  // Edges come sorted by their target from a neighbour list.
  const drawn = drawIndices(random.split("target"), edges, nodes);
  const target = tensor(Int32Array.from(drawn.data).toSorted(), [edges], "int32");
  return forwardAndGradients(
    `gather uvu scatter ${channels} channels, ${edges} edges, ${nodes} nodes`,
    ([left, right, weight]) =>
      weightedTensorProduct(
        { left, right, weight },
        { left: source, output: target },
        {
          table,
          target: "output",
          access: { left: "indexed", right: "row", weight: "row", output: "indexed" },
          rows: nodes,
        },
      ),
    {
      operands: [
        normal(random.split("nodes"), [nodes, table.left]),
        normal(random.split("right"), [edges, table.right]),
        normal(random.split("weight"), [edges, table.weight]),
      ],
      random,
      flops: 2 * products * channels * edges,
    },
  );
}

function fullyConnected({ rows }: IrrepsSizes, random: Random): ProgramTask[] {
  const hidden = "32x0e + 32x1o + 32x2e";
  const product = fullyConnectedTensorProduct(hidden, "0e + 1o + 2e", hidden);
  return forwardAndGradients(
    `fully connected ${hidden.replaceAll(" ", "")}, ${rows} rows`,
    ([left, right, weight]) => product.apply({ weight }, left, right),
    {
      operands: [
        normal(random.split("left"), [rows, product.structure.left.dim]),
        normal(random.split("right"), [rows, product.structure.right.dim]),
        normal(random.split("weight"), [product.weightCount]),
      ],
      random,
    },
  );
}

function linear({ rows, channels }: IrrepsSizes, random: Random): ProgramTask[] {
  const irreps = `${channels}x0e + ${channels}x1o + ${channels}x2e`;
  const layer = irrepsLinear(irreps, irreps);
  return forwardAndGradients(
    `linear ${irreps.replaceAll(" ", "")}, ${rows} rows`,
    ([x, weight]) => layer.apply({ weight }, x),
    {
      operands: [
        normal(random.split("x"), [rows, Irreps.parse(irreps).dim]),
        normal(random.split("weight"), [layer.weightCount]),
      ],
      random,
      flops: 2 * rows * 9 * channels * channels,
    },
  );
}

/** The task itself, and the task with the gradients of all operands for a given cotangent. */
function forwardAndGradients(
  name: string,
  f: (operands: readonly Tensor[]) => Tensor,
  {
    operands,
    random,
    flops,
  }: { readonly operands: readonly Tensor[]; readonly random: Random; readonly flops?: number },
): ProgramTask[] {
  const value = f(operands);
  const cotangent = normal(random.split("cotangent"), value.shape);
  const common = { suite: "irreps", tolerance };
  return [
    {
      ...common,
      name,
      operands,
      f: (given) => [f(given)],
      bytes: bytesOf(operands, [value]),
      ...(flops === undefined ? {} : { flops }),
    },
    {
      ...common,
      name: `${name}, gradients`,
      operands: [...operands, cotangent],
      f: (given) => {
        const { value: result, pullback } = vjp(
          (leaves: readonly Tensor[]) => f(leaves),
          given.slice(0, -1),
        );
        return [result, ...pullback(given[given.length - 1])];
      },
      bytes: bytesOf([...operands, cotangent], [value, ...operands]),
      // Each bilinear gradient costs what the product costs.
      ...(flops === undefined ? {} : { flops: flops * (1 + operands.length) }),
    },
  ];
}

function drawIndices(random: Random, count: number, below: number): Tensor {
  return tensor(
    Int32Array.from({ length: count }, () => random.integer(below)),
    [count],
    "int32",
  );
}

function normal(random: Random, shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(Float32Array.from(random.normal(size)), shape);
}
