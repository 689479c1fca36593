import { ArgumentError } from "@erlangen/numerics";
import type { ProductPath, ProductTable } from "@erlangen/tensor";
import type { ProductStructure } from "../irreps/product-structure.ts";

/** The sparse form of a channel-wise product for component-major features, and the weights that it wants. */
export interface ComponentMajorProduct {
  readonly table: ProductTable;
  /** For each weight of the table the position of the path's own weight. */
  readonly weightIndex: Int32Array;
}

const products = new WeakMap<ProductStructure, ComponentMajorProduct>();

/**
 * A channel-wise (`uvu`) product between component-major features, with output blocks of equal irrep merged.
 *
 * Every component of every path becomes a path of its own with a copy of the weights; all then share one batched matrix
 * product, and the copies cost nothing when they are made in the matrix that produces the weights. Component k of an irrep with
 * merged multiplicity m lies at offset + k m.
 *
 * @throws ArgumentError when a path is not `uvu` with weights and one right channel.
 */
export function componentMajorProduct(structure: ProductStructure): ComponentMajorProduct {
  const known = products.get(structure);
  if (known !== undefined) return known;
  const { left, right, output, instructions, table } = structure;
  const merged = output.simplify();
  const rows = instructions.flatMap((instruction, p) => {
    const path = table.paths[p];
    if (path.mode !== "uvu" || path.weight === undefined || path.right.multiplicity !== 1) {
      throw new ArgumentError(
        `componentMajorProduct: expected paths of mode uvu with weights and one right channel, got ${path.mode}`,
      );
    }
    const block = output.blocks[instruction.output];
    const group = merged.blocks.find(
      ({ offset, dim }) => block.offset >= offset && block.offset < offset + dim,
    );
    if (group === undefined) throw new Error("internal: a block outside its merged irreps");
    const { dim } = block.irrep;
    const channel = (block.offset - group.offset) / dim;
    const { multiplicity } = block;
    const from = path.weight;
    return Array.from({ length: dim }, (_, k) => ({
      from,
      multiplicity,
      path: {
        mode: path.mode,
        left: { ...path.left, layout: "component-major" as const },
        right: path.right,
        output: { offset: group.offset + k * group.multiplicity + channel, multiplicity, dim: 1 },
        couplings: path.couplings
          .filter((coupling) => coupling.k === k)
          .map(({ i, j, value }) => ({ i, j, k: 0, value })),
      },
    }));
  });
  const ordered = rows.toSorted((a, b) => a.path.output.offset - b.path.output.offset);
  const weightIndex: number[] = [];
  const paths: ProductPath[] = [];
  for (const { path, from, multiplicity } of ordered) {
    paths.push({ ...path, weight: weightIndex.length });
    for (let u = 0; u < multiplicity; u++) weightIndex.push(from + u);
  }
  const result = {
    table: {
      left: left.dim,
      right: right.dim,
      output: output.dim,
      weight: weightIndex.length,
      paths,
    },
    weightIndex: Int32Array.from(weightIndex),
  };
  products.set(structure, result);
  return result;
}
