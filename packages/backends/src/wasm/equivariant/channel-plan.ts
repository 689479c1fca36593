import type { ConnectionMode, ProductSlot } from "@erlangen/tensor";

/** The modes without a sum over weights: each weight belongs to one channel of each slot. */
export type ChannelMode = Exclude<ConnectionMode, "uvw" | "uuw" | "u<vw">;

/** How the channel of a slot moves: by `outer` from stream to stream, by `inner` inside one. 0: it stays. */
interface Movement {
  readonly outer: number;
  readonly inner: number;
}

/**
 * The lanes of a channel mode as streams: `outer` runs over consecutive lanes in which each slot stays at a channel or
 * moves by a fixed step, so that four neighbours fill a vector.
 */
export interface ChannelPlan extends Readonly<Record<ProductSlot, Movement>> {
  readonly outer: number;
  /** Length of the first stream. */
  readonly count: number;
  /**
   * Pairs u < v: stream u has u lanes less than the first, the right channel starts at u + 1, and output and weights go
   * on where the stream before ended.
   */
  readonly pairs: boolean;
}

const along: Movement = { outer: 0, inner: 1 };
const still: Movement = { outer: 1, inner: 0 };

/** Cuts the lanes of a mode with u and v channels into streams, the longer axis inside where there is a choice. */
export function channelPlan(mode: ChannelMode, u: number, v: number): ChannelPlan {
  switch (mode) {
    case "uuu":
      return {
        outer: 1,
        count: u,
        pairs: false,
        left: along,
        right: along,
        output: along,
        weight: along,
      };
    case "uvu": {
      const weight = { outer: 1, inner: v };
      return { outer: v, count: u, pairs: false, left: along, right: still, output: along, weight };
    }
    case "uvv": {
      const weight = { outer: v, inner: 1 };
      return { outer: u, count: v, pairs: false, left: still, right: along, output: along, weight };
    }
    case "uvuv": {
      if (v < 4 && v < u) {
        const pair = { outer: 1, inner: v };
        return {
          outer: v,
          count: u,
          pairs: false,
          left: along,
          right: still,
          output: pair,
          weight: pair,
        };
      }
      const pair = { outer: v, inner: 1 };
      return {
        outer: u,
        count: v,
        pairs: false,
        left: still,
        right: along,
        output: pair,
        weight: pair,
      };
    }
    case "uvu<v": {
      const right = { outer: 1, inner: 1 };
      return {
        outer: u - 1,
        count: u - 1,
        pairs: true,
        left: still,
        right,
        output: along,
        weight: along,
      };
    }
  }
}

/** Whether the streams write each number of a slot exactly once, so that nothing needs to be added up. */
export function writesOnce(plan: ChannelPlan, slot: ProductSlot): boolean {
  const { outer, inner } = plan[slot];
  if (slot === "weight") return true;
  if (plan.pairs) return slot === "output";
  if (inner === 0) return false;
  return plan.outer === 1 || (slot === "output" && outer !== 0);
}

/** The channel mode of the pairs (u, v) that a mixing mode sums over, with the same order of pairs. */
export function pairMode(mode: ConnectionMode): ChannelMode | undefined {
  if (mode === "uvw") return "uvuv";
  if (mode === "uuw") return "uuu";
  if (mode === "u<vw") return "uvu<v";
  return undefined;
}
