import {
  weightCount,
  type ProductBlock,
  type ProductPath,
  type ProductSlot,
  type ProductTable,
} from "@erlangen/tensor";
import { lanesOf } from "@erlangen/tensor/primitives";
import { channelPlan, pairMode, writesOnce, type ChannelPlan } from "./channel-plan.ts";
import type { ProductCall, SlotSource } from "./product-call.ts";
import type { CoupledSlot } from "./stream.ts";

/** A block that kernels want component-major but that is stored otherwise: it gets a copy in scratch memory. */
export interface ConvertedBlock {
  readonly block: ProductBlock;
  /** Position in the converted row, in numbers. */
  readonly start: number;
}

/** The converted blocks of a slot. */
export interface Conversion {
  readonly blocks: ReadonlyMap<string, ConvertedBlock>;
  /** Numbers in a converted row. */
  readonly length: number;
  /** All rows are converted at once, because rows of the batch share them; otherwise each one when it is needed. */
  readonly whole: boolean;
}

/** How the paths write a target together. */
export interface TargetPlan {
  /** The target begins as zeros. */
  readonly fill: boolean;
  /** Paths that set their numbers instead of adding to them. */
  readonly assigning: ReadonlySet<ProductPath>;
  /** Converted blocks that begin as zeros in each row. */
  readonly cleared: readonly ConvertedBlock[];
  /** Converted blocks whose copies replace the numbers of the target; the others are added. */
  readonly replacing: ReadonlySet<ConvertedBlock>;
}

/** Two blocks are the same when they have the same key. */
export function blockKey({ offset, multiplicity, dim, layout }: ProductBlock): string {
  return `${offset} ${multiplicity} ${dim} ${layout ?? "channel-major"}`;
}

/** The paths that contribute to the target. */
export function activePaths(table: ProductTable, target: ProductSlot): readonly ProductPath[] {
  return table.paths.filter(
    (path) =>
      lanesOf(path).count > 0 &&
      path.couplings.length > 0 &&
      (target !== "weight" || path.weight !== undefined),
  );
}

/** The streams of a path, or of the pairs that it mixes. */
function planOf({ mode, left, right }: ProductPath): ChannelPlan {
  return channelPlan(pairMode(mode) ?? (mode as "uuu"), left.multiplicity, right.multiplicity);
}

/** Finds the blocks of a slot that need a copy. */
export function planConversion(
  paths: readonly ProductPath[],
  slot: CoupledSlot,
  { access, rows }: SlotSource,
  { attributes, batch }: ProductCall,
): Conversion {
  const blocks = new Map<string, ConvertedBlock>();
  let length = 0;
  for (const path of paths) {
    const block = path[slot];
    const mixes = slot === "output" && pairMode(path.mode) !== undefined;
    const moves = mixes || planOf(path)[slot].inner !== 0;
    const stored =
      block.layout === "component-major" || block.dim === 1 || block.multiplicity === 1;
    if (!moves || stored || blocks.has(blockKey(block))) continue;
    blocks.set(blockKey(block), { block, start: length });
    length += block.multiplicity * block.dim;
  }
  const whole =
    access === "shared" || (access === "indexed" && (batch >= rows || attributes.target === slot));
  return { blocks, length, whole };
}

/** Finds out which paths can set their numbers: the first of a block that no other block overlaps. */
export function planTarget(
  paths: readonly ProductPath[],
  conversion: Conversion | undefined,
  { attributes: { target }, slots }: ProductCall,
): TargetPlan {
  const { access, length } = slots[target];
  const uses = paths.map((path) => {
    const block = target === "weight" ? weightBlock(path) : path[target];
    const mixed = pairMode(path.mode) !== undefined && (target === "output" || target === "weight");
    return { path, block, key: blockKey(block), once: mixed || writesOnce(planOf(path), target) };
  });
  const distinct = new Map(
    uses.map((use) => [use.key, use]).toReversed() as [string, (typeof uses)[0]][],
  );
  const assigning = new Set<ProductPath>();
  const cleared: ConvertedBlock[] = [];
  const replacing = new Set<ConvertedBlock>();
  let covered = 0;
  for (const { path, block, key, once } of distinct.values()) {
    const [from, to] = rangeOf(block);
    const clear = [...distinct.values()].every((other) => {
      const [start, end] = rangeOf(other.block);
      return other.key === key || end <= from || start >= to;
    });
    const direct = access === "row" && clear;
    const converted = conversion?.blocks.get(key);
    if (converted === undefined) {
      if (!direct || !once) continue;
      assigning.add(path);
    } else {
      if (conversion?.whole === false) {
        if (once) assigning.add(path);
        else cleared.push(converted);
      }
      if (!direct) continue;
      replacing.add(converted);
    }
    covered += to - from;
  }
  return { fill: access !== "row" || covered < length, assigning, cleared, replacing };
}

function weightBlock({ mode, left, right, output, weight }: ProductPath): ProductBlock {
  const count = weightCount(mode, left.multiplicity, right.multiplicity, output.multiplicity);
  return { offset: weight ?? 0, multiplicity: count, dim: 1 };
}

function rangeOf({ offset, multiplicity, dim }: ProductBlock): readonly [number, number] {
  return [offset, offset + multiplicity * dim];
}
