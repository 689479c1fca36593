import type { PlanBuffer } from "./plan.ts";

/** Device buffers that the temporary values of a plan take turns in. */
export interface SlotPlan {
  /** The slot of each buffer; `undefined` for those that keep memory of their own. */
  readonly slots: readonly (number | undefined)[];
  /** Number of elements of each slot. */
  readonly sizes: readonly number[];
}

/**
 * Gives temporary values slots, so that two share one only when no command uses both and none comes between.
 *
 * Greedy in the order of the commands: the smallest free slot that is large enough, else the largest, which grows.
 */
export function assignSlots(buffers: readonly PlanBuffer[]): SlotPlan {
  const slots = new Array<number | undefined>(buffers.length).fill(undefined);
  const sizes: number[] = [];
  const busyUntil: number[] = [];
  const order = buffers
    .flatMap(({ role, live }, i) => (role.kind === "temporary" && live[1] >= 0 ? [i] : []))
    .toSorted(
      (a, b) => buffers[a].live[0] - buffers[b].live[0] || buffers[b].size - buffers[a].size,
    );
  for (const position of order) {
    const { size, live } = buffers[position];
    let chosen: number | undefined;
    sizes.forEach((room, slot) => {
      if (busyUntil[slot] >= live[0]) return;
      const better =
        chosen === undefined ||
        (room >= size ? sizes[chosen] < size || room < sizes[chosen] : room > sizes[chosen]);
      if (better) chosen = slot;
    });
    const slot = chosen ?? sizes.length;
    sizes[slot] = Math.max(sizes[slot] ?? 0, size);
    busyUntil[slot] = live[1];
    slots[position] = slot;
  }
  return { slots, sizes };
}
