import { Random } from "@erlangen/numerics";
import {
  apply,
  type ConnectionMode,
  type ProductAttributes,
  type ProductTable,
  type Tensor,
} from "@erlangen/tensor";
import { tensorProduct } from "@erlangen/tensor/primitives";
import { modes, tableOf } from "../../random-product.ts";

/** The primitive with these attributes as a function. */
export const product =
  (attributes: ProductAttributes) =>
  (inputs: readonly Tensor[]): Tensor[] => [apply(tensorProduct, inputs, attributes)];

/** One path of each mode, dimensions 3 x 2 -> 3, in blocks of both layouts. */
export function everyMode(random: Random): ProductTable {
  const paths = modes.map((mode: ConnectionMode, n) => ({
    mode,
    channels: [3, 2, 4] as const,
    dims: [3, 2, 3] as const,
    layouts:
      n % 2 === 0
        ? (["channel-major", "component-major", "component-major"] as const)
        : (["component-major", "channel-major", "channel-major"] as const),
    weighted: n !== 3,
    shares: false,
  }));
  return tableOf(paths, random);
}

/** A channel-wise table whose one path has as many couplings as its dimensions allow. */
export function dense(channels: number, dim: number): ProductTable {
  const block = { offset: 0, multiplicity: channels, dim, layout: "component-major" } as const;
  const values = Random.fromSeed(3).normal(dim ** 3);
  return {
    left: channels * dim,
    right: dim,
    weight: channels,
    output: channels * dim,
    paths: [
      {
        mode: "uvu",
        left: block,
        right: { offset: 0, multiplicity: 1, dim },
        output: block,
        weight: 0,
        couplings: [...values].map((value, at) => ({
          i: at % dim,
          j: Math.floor(at / dim) % dim,
          k: Math.floor(at / dim ** 2),
          value,
        })),
      },
    ],
  };
}

/** All slots by rows of the batch. */
export const rows = { left: "row", right: "row", weight: "row", output: "row" } as const;
/** Messages along edges. */
export const nodes = { left: "indexed", right: "row", weight: "row", output: "indexed" } as const;
/** All slots by index. */
export const everywhere = {
  left: "indexed",
  right: "indexed",
  weight: "indexed",
  output: "indexed",
} as const;
