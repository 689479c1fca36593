import {
  weightCount,
  type ProductBlock,
  type ProductPath,
  type ProductSlot,
} from "@erlangen/tensor";
import { blockKey } from "../../wasm/equivariant/block-plan.ts";
import { laneWalk, type LaneWalk } from "./lane-walk.ts";

/** Couplings of paths with the same channels that are written out, at most; beyond, they are listed in memory. */
const mostWritten = 4_096;
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
  /** Whether the couplings are read from memory, instead of written out. */
  readonly isListed: boolean;
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
  return familiesOf(paths).flatMap((family): readonly ProductPass[] => {
    const walk = laneWalk(family[0], target);
    if (isLong(family)) return [{ walk, parts: partsOf(family, target), isListed: true }];
    const sums = hasOneRow && walk.inner === 1 ? Infinity : mostSums;
    return portionsOf(partsOf(family.flatMap(cutPath), target), sums).map((parts) => ({
      walk,
      parts,
      isListed: false,
    }));
  });
}

/** Whether some shader has its couplings in memory. */
export function listsCouplings(paths: readonly ProductPath[]): boolean {
  return familiesOf(paths).some(isLong);
}

/** Paths with the same channels. */
function familiesOf(paths: readonly ProductPath[]): readonly (readonly ProductPath[])[] {
  const families = new Map<string, ProductPath[]>();
  for (const path of paths) {
    const { mode, left, right, output } = path;
    const key = [mode, left.multiplicity, right.multiplicity, output.multiplicity].join();
    const family = families.get(key);
    if (family === undefined) families.set(key, [path]);
    else family.push(path);
  }
  return [...families.values()];
}

function isLong(family: readonly ProductPath[]): boolean {
  return family.reduce((sum, { couplings }) => sum + couplings.length, 0) > mostWritten;
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
