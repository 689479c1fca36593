import {
  weightCount,
  type ProductBlock,
  type ProductPath,
  type ProductSlot,
} from "@erlangen/tensor";
import { blockKey } from "../../wasm/equivariant/block-plan.ts";
import { laneWalk, type LaneWalk } from "./lane-walk.ts";

/** Couplings that are written out in one shader, at most. */
const longestShader = 1_024;
/** Numbers that one invocation adds up in a loop at the same time, at most. */
const mostSums = 64;

/** A block of the target with the paths that contribute to it. */
export interface BlockPart {
  readonly block: ProductBlock;
  readonly paths: readonly ProductPath[];
}

/** What one shader computes: blocks whose paths have the same lanes. */
export interface ProductPass {
  readonly walk: LaneWalk;
  readonly parts: readonly BlockPart[];
}

/**
 * Cuts the paths of a product into shaders of bounded length.
 *
 * @param hasOneRow - Each row of the target belongs to one row of the batch.
 */
export function productPasses(
  paths: readonly ProductPath[],
  target: ProductSlot,
  hasOneRow: boolean,
): readonly ProductPass[] {
  const families = new Map<string, ProductPath[]>();
  for (const path of paths.flatMap(cutPath)) {
    const { mode, left, right, output } = path;
    const key = [mode, left.multiplicity, right.multiplicity, output.multiplicity].join();
    families.set(key, [...(families.get(key) ?? []), path]);
  }
  return [...families.values()].flatMap((family) => {
    const walk = laneWalk(family[0], target);
    const sums = hasOneRow && walk.inner === 1 ? Infinity : mostSums;
    return portionsOf(partsOf(family, target), sums).map((parts) => ({ walk, parts }));
  });
}

/** The numbers of the target that a path adds to. */
export function targetBlock(path: ProductPath, target: ProductSlot): ProductBlock {
  if (target !== "weight") return path[target];
  const { mode, left, right, output, weight } = path;
  const count = weightCount(mode, left.multiplicity, right.multiplicity, output.multiplicity);
  return { offset: weight ?? 0, multiplicity: count, dim: 1 };
}

/** A path with more couplings than a shader takes, as several with a part of them each. */
function cutPath(path: ProductPath): readonly ProductPath[] {
  const { couplings } = path;
  const count = Math.ceil(couplings.length / longestShader);
  return Array.from({ length: count }, (_, n) => ({
    ...path,
    couplings: couplings.slice(n * longestShader, (n + 1) * longestShader),
  }));
}

function partsOf(paths: readonly ProductPath[], target: ProductSlot): readonly BlockPart[] {
  const parts = new Map<string, { readonly block: ProductBlock; readonly paths: ProductPath[] }>();
  for (const path of paths) {
    const block = targetBlock(path, target);
    const key = blockKey(block);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, { block, paths: [path] });
    else part.paths.push(path);
  }
  return [...parts.values()];
}

/** Fills one shader after the other; a block with very many paths comes several times. */
function portionsOf(parts: readonly BlockPart[], most: number): readonly (readonly BlockPart[])[] {
  const portions: BlockPart[][] = [[]];
  let length = 0;
  let sums = 0;
  for (const { block, paths } of parts) {
    let open: ProductPath[] | undefined;
    for (const path of paths) {
      const size = path.couplings.length;
      const more = open === undefined ? block.dim : 0;
      const full = length + size > longestShader || sums + more > most;
      if (full && length > 0) {
        portions.push([]);
        length = 0;
        sums = 0;
        open = undefined;
      }
      if (open === undefined) {
        open = [];
        sums += block.dim;
        portions.at(-1)?.push({ block, paths: open });
      }
      open.push(path);
      length += size;
    }
  }
  return portions;
}
