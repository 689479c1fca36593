import { Irreps, type IrrepLike, type SortedIrreps } from "@erlangen/groups";

/** Blocks in e3nn's order (by degree, odd first; stable), and where each went: block i is block `p[i]` of `irreps`. */
export function sortedBlocks(
  blocks: Iterable<{ readonly multiplicity: number; readonly irrep: IrrepLike }>,
): SortedIrreps {
  // oxlint-disable-next-line unicorn/no-array-sort -- the immutable sort of irreps, not that of arrays
  return Irreps.fromBlocks(blocks).sort();
}
