import { ArgumentError } from "@erlangen/numerics";
import type { ProductPath, ProductTable } from "@erlangen/tensor";
import type { ProductStructure } from "../irreps/product-structure.ts";

const products = new WeakMap<ProductStructure, ProductTable>();

/**
 * A channel-wise (`uvu`) product between component-major features, with output blocks of equal irrep merged.
 *
 * Every component of every path becomes a path of its own, and those of one path use the same weights: the weights of the
 * table are those of the structure. Component k of an irrep with merged multiplicity m lies at offset + k m.
 *
 * @throws ArgumentError when a path is not `uvu` with weights and one right channel.
 */
export function componentMajorProduct(structure: ProductStructure): ProductTable {
  const known = products.get(structure);
  if (known !== undefined) return known;
  const { output, instructions, table } = structure;
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
    return Array.from({ length: dim }, (_, k): ProductPath => ({
      mode: path.mode,
      weight: path.weight,
      left: { ...path.left, layout: "component-major" as const },
      right: path.right,
      output: { offset: group.offset + k * group.multiplicity + channel, multiplicity, dim: 1 },
      couplings: path.couplings
        .filter((coupling) => coupling.k === k)
        .map(({ i, j, value }) => ({ i, j, k: 0, value })),
    }));
  });
  const paths = rows.toSorted((a, b) => a.output.offset - b.output.offset);
  const result = { ...table, output: output.dim, paths };
  products.set(structure, result);
  return result;
}
