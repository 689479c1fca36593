import { Irreps, type IrrepsLike } from "@erlangen/groups";
import type { ProductInstruction } from "./product-normalization.ts";
import { tensorProduct, type TensorProduct, type TensorProductOptions } from "./tensor-product.ts";

/**
 * Every pair of blocks into every output block that it couples to, all channels mixed by weights (`uvw`).
 *
 * Paths, hence weights, are in the lexicographic order of (left block, right block, output block).
 *
 * @throws ArgumentError when a text is no representation.
 *
 * Source: equals `e3nn.o3.FullyConnectedTensorProduct`.
 *
 * ```ts
 * import { fullyConnectedTensorProduct } from "@erlangen/layers";
 *
 * const product = fullyConnectedTensorProduct("16x0e + 8x1o", "0e + 1o", "16x0e + 8x1o");
 * product.weightCount; // => 576
 * product.output.toString(); // => "16x0e+8x1o"
 * ```
 */
export function fullyConnectedTensorProduct(
  left: IrrepsLike,
  right: IrrepsLike,
  output: IrrepsLike,
  options: TensorProductOptions = {},
): TensorProduct {
  const irreps = {
    left: Irreps.from(left),
    right: Irreps.from(right),
    output: Irreps.from(output),
  };
  const instructions: ProductInstruction[] = [];
  for (const [i, a] of irreps.left.blocks.entries()) {
    for (const [j, b] of irreps.right.blocks.entries()) {
      for (const [k, c] of irreps.output.blocks.entries()) {
        if (a.irrep.product(b.irrep).some((irrep) => irrep.equals(c.irrep))) {
          instructions.push({ left: i, right: j, output: k, mode: "uvw", hasWeight: true });
        }
      }
    }
  }
  return tensorProduct(irreps, instructions, options);
}
