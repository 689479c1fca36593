import type { ProductPath } from "@erlangen/tensor";
import {
  activePaths,
  planConversion,
  planTarget,
  type Conversion,
  type TargetPlan,
} from "./block-plan.ts";
import { pairMode } from "./channel-plan.ts";
import type { ProductCall } from "./product-call.ts";
import type { CoupledSlot } from "./stream.ts";

/** Slots that couplings join. */
export const coupledSlots = ["left", "right", "output"] as const;

/** What is known before code is written. Places in scratch memory are in bytes. */
export interface ProductPlan {
  readonly paths: readonly ProductPath[];
  readonly conversions: Readonly<Record<CoupledSlot, Conversion>>;
  readonly target: TargetPlan;
  /** Copies of converted rows. */
  readonly converted: Readonly<Record<CoupledSlot, number>>;
  /** Products of pairs, for mixing modes. */
  readonly pairs: number;
  /** As many ones as unweighted mixing paths have lanes. */
  readonly ones: number;
  readonly oneCount: number;
  readonly scratchBytes: number;
}

/** Plans a product. */
export function planProduct(call: ProductCall): ProductPlan {
  const { attributes, slots } = call;
  const paths = activePaths(attributes.table, attributes.target);
  let scratchBytes = 0;
  const reserve = (numbers: number): number => {
    const place = scratchBytes;
    scratchBytes += Math.ceil(numbers / 4) * 16;
    return place;
  };
  const conversionOf = (slot: CoupledSlot): Conversion =>
    planConversion(paths, slot, slots[slot], call);
  const conversions = {
    left: conversionOf("left"),
    right: conversionOf("right"),
    output: conversionOf("output"),
  };
  const place = (slot: CoupledSlot): number => {
    const { whole, length } = conversions[slot];
    return reserve(whole ? length * slots[slot].rows : length);
  };
  const converted = { left: place("left"), right: place("right"), output: place("output") };
  const mixing = paths.filter(({ mode }) => pairMode(mode) !== undefined);
  const pairs = reserve(
    mixing.reduce((most, path) => Math.max(most, pairCount(path) * path.output.dim), 0),
  );
  const oneCount = mixing
    .filter(({ weight }) => weight === undefined)
    .reduce((most, path) => Math.max(most, pairCount(path) * path.output.multiplicity), 0);
  const ones = reserve(oneCount);
  const { target } = attributes;
  return {
    paths,
    conversions,
    target: planTarget(paths, target === "weight" ? undefined : conversions[target], call),
    converted,
    pairs,
    ones,
    oneCount,
    scratchBytes,
  };
}

/** Multiplications for one row of the batch, about. */
export function rowWork(paths: readonly ProductPath[]): number {
  return paths.reduce(
    (sum, { left, right, couplings }) =>
      sum + 3 * left.multiplicity * right.multiplicity * couplings.length,
    0,
  );
}

/** Pairs (u, v) that a mixing path sums over. */
export function pairCount({ mode, left, right }: ProductPath): number {
  const u = left.multiplicity;
  if (mode === "uuw") return u;
  return mode === "uvw" ? u * right.multiplicity : (u * (u - 1)) / 2;
}
