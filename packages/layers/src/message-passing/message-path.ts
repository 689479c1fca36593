import type { Irrep, Irreps } from "@erlangen/groups";
import type { ProductInstruction } from "../irreps/product-normalization.ts";
import { sortedBlocks } from "../irreps/sorted-blocks.ts";

/** Whether left x right contains the irrep. */
export function reaches(left: Irreps, right: Irreps, irrep: Irrep): boolean {
  return left.blocks.some((a) =>
    right.blocks.some((b) => a.irrep.product(b.irrep).some((found) => found.equals(irrep))),
  );
}

/**
 * The channel-wise (`uvu`) product of node features and edge attributes into those irreps that `wanted` holds: its output
 * blocks, sorted by irrep, and its instructions in the order of (node block, edge block, irrep).
 */
export function messagePaths(
  nodes: Irreps,
  edges: Irreps,
  wanted: (irrep: Irrep) => boolean,
): { output: Irreps; instructions: ProductInstruction[] } {
  const found = nodes.blocks.flatMap((a, left) =>
    edges.blocks.flatMap((b, right) =>
      a.irrep
        .product(b.irrep)
        .filter(wanted)
        .map((irrep) => ({ left, right, multiplicity: a.multiplicity, irrep })),
    ),
  );
  const sorted = sortedBlocks(found);
  return {
    output: sorted.irreps,
    instructions: found.map(({ left, right }, position) => ({
      left,
      right,
      output: sorted.p[position],
      mode: "uvu",
      hasWeight: true,
    })),
  };
}
