import { Irreps, type Irrep, type IrrepsLike } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { passes, type OutputFilter } from "./full-tensor-product.ts";
import type { ProductInstruction } from "./product-normalization.ts";
import { tensorProduct, type TensorProduct } from "./tensor-product.ts";

/**
 * The product of the n-th irrep of one representation with the n-th of the other, without weights.
 *
 * Blocks are split until both sides have equal multiplicities.
 *
 * @throws ArgumentError when the numbers of irreps differ.
 *
 * Source: equals `e3nn.o3.ElementwiseTensorProduct`.
 *
 * ```ts
 * import { elementwiseTensorProduct } from "@erlangen/layers";
 *
 * elementwiseTensorProduct("3x0e", "1o + 2x2e").output.toString(); // => "1x1o+2x2e"
 * ```
 */
export function elementwiseTensorProduct(
  left: IrrepsLike,
  right: IrrepsLike,
  options: OutputFilter = {},
): TensorProduct {
  const [a, b] = [Irreps.from(left).simplify(), Irreps.from(right).simplify()];
  if (a.numIrreps !== b.numIrreps) {
    throw new ArgumentError(
      `elementwiseTensorProduct: expected equally many irreps, got ${a.numIrreps} ("${a}") and ${b.numIrreps} ("${b}")`,
    );
  }
  const pairs = splitEvenly(a, b);
  const found = pairs.flatMap(({ multiplicity, first, second }, position) =>
    first
      .product(second)
      .filter((irrep) => passes(options, irrep))
      .map((irrep) => ({ position, multiplicity, irrep })),
  );
  const instructions = found.map(({ position }, output): ProductInstruction => ({
    left: position,
    right: position,
    output,
    mode: "uuu",
    hasWeight: false,
  }));
  const irreps = {
    left: Irreps.fromBlocks(
      pairs.map(({ multiplicity, first: irrep }) => ({ multiplicity, irrep })),
    ),
    right: Irreps.fromBlocks(
      pairs.map(({ multiplicity, second: irrep }) => ({ multiplicity, irrep })),
    ),
    output: Irreps.fromBlocks(found),
  };
  const { irrepNormalization = "component" } = options;
  return tensorProduct(irreps, instructions, { irrepNormalization });
}

function splitEvenly(
  a: Irreps,
  b: Irreps,
): { multiplicity: number; first: Irrep; second: Irrep }[] {
  const pairs: { multiplicity: number; first: Irrep; second: Irrep }[] = [];
  let [i, j, usedA, usedB] = [0, 0, 0, 0];
  while (i < a.blocks.length && j < b.blocks.length) {
    const multiplicity = Math.min(
      a.blocks[i].multiplicity - usedA,
      b.blocks[j].multiplicity - usedB,
    );
    pairs.push({ multiplicity, first: a.blocks[i].irrep, second: b.blocks[j].irrep });
    usedA += multiplicity;
    usedB += multiplicity;
    if (usedA === a.blocks[i].multiplicity) [i, usedA] = [i + 1, 0];
    if (usedB === b.blocks[j].multiplicity) [j, usedB] = [j + 1, 0];
  }
  return pairs;
}
