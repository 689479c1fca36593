import { Irreps, type Irrep, type IrrepLike, type IrrepsLike } from "@erlangen/groups";
import type { ProductInstruction, ProductNormalization } from "./product-normalization.ts";
import { sortedBlocks } from "./sorted-blocks.ts";
import { tensorProduct, type TensorProduct } from "./tensor-product.ts";

/** Options of the products whose output follows from the input. */
export interface OutputFilter extends Pick<ProductNormalization, "irrepNormalization"> {
  /** Irreps to keep in the output; default all. */
  readonly filter?: readonly IrrepLike[];
}

/** Whether the filter lets an irrep pass. */
export function passes({ filter }: OutputFilter, irrep: Irrep): boolean {
  return filter === undefined || filter.some((kept) => irrep.equals(kept));
}

/**
 * All irreps of the tensor product of two representations, without weights: a change of basis, orthogonal up to the
 * normalisation.
 *
 * The factors are simplified first; the output blocks are sorted by irrep.
 *
 * Source: equals `e3nn.o3.FullTensorProduct`.
 *
 * ```ts
 * import { fullTensorProduct } from "@erlangen/layers";
 *
 * fullTensorProduct("1o", "2x1o").output.toString(); // => "2x0e+2x1e+2x2e"
 * ```
 */
export function fullTensorProduct(
  left: IrrepsLike,
  right: IrrepsLike,
  options: OutputFilter = {},
): TensorProduct {
  const factors = { left: Irreps.from(left).simplify(), right: Irreps.from(right).simplify() };
  const found = factors.left.blocks.flatMap((a, i) =>
    factors.right.blocks.flatMap((b, j) =>
      a.irrep
        .product(b.irrep)
        .filter((irrep) => passes(options, irrep))
        .map((irrep) => ({
          left: i,
          right: j,
          multiplicity: a.multiplicity * b.multiplicity,
          irrep,
        })),
    ),
  );
  const sorted = sortedBlocks(found);
  const instructions = found.map((path, position): ProductInstruction => ({
    left: path.left,
    right: path.right,
    output: sorted.p[position],
    mode: "uvuv",
    hasWeight: false,
  }));
  const { irrepNormalization = "component" } = options;
  return tensorProduct({ ...factors, output: sorted.irreps }, instructions, { irrepNormalization });
}
