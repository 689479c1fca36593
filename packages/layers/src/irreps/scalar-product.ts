import { reshape, zeros, type BlockLayout, type Tensor } from "@erlangen/tensor";
import { joinColumns } from "./feature-rows.ts";
import { mixBlocks, type LinearPath } from "./linear-mixing.ts";
import type { ProductStructure } from "./product-structure.ts";

/** Whether a product is a linear layer whose weights are combined by scalars: one right block of 0e, all channels mixed. */
export function mixesWithScalars({ right, instructions }: ProductStructure): boolean {
  return (
    right.blocks.length === 1 &&
    right.blocks[0].irrep.isScalar &&
    instructions.length > 0 &&
    instructions.every(({ mode }) => mode === "uvw")
  );
}

/**
 * Such a product in one matrix product for each output block: out_w = c Σ_(u,v) W_uvw y_v x_u.
 *
 * With a one-hot right factor this is a linear layer for each species.
 *
 * Shapes: left [rows, left], right [rows, scalars], weight [weights] -> [rows, output].
 *
 * @param layout - Order of the numbers of a block, on the left and in the output.
 */
export function scalarProduct(
  structure: ProductStructure,
  factors: { readonly left: Tensor; readonly right: Tensor; readonly weight: Tensor },
  layout: BlockLayout = "channel-major",
): Tensor {
  const { left, right, output, instructions, table, constants } = structure;
  const [rows] = factors.left.shape;
  const x = reshape(factors.left, [rows, 1, left.dim]);
  const paths = instructions.map((instruction, position): LinearPath => {
    const { irrep } = output.blocks[instruction.output];
    return {
      input: left.blocks[instruction.left],
      output: output.blocks[instruction.output],
      weight: table.paths[position].weight ?? 0,
      // The 3j tensor of (l, 0, l) is the identity divided by sqrt(2l+1).
      constant: constants[position] / Math.sqrt(irrep.dim),
      scalars: right.blocks[0].multiplicity,
    };
  });
  const blocks = output.blocks
    .filter(({ dim }) => dim > 0)
    .map((block) => {
      const fed = paths.filter((path) => path.output === block);
      return fed.length === 0
        ? zeros([rows, 1, block.dim], x.dtype)
        : mixBlocks({
            x,
            scalars: factors.right,
            weight: factors.weight,
            paths: fed,
            weightCount: table.weight,
            outputs: 1,
            layout,
          });
    });
  return reshape(joinColumns(blocks, x), [rows, output.dim]);
}
