import type { Coupling, ProductSlot } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import type { BlockPlace } from "./block-place.ts";
import { channelPlan, type ChannelMode } from "./channel-plan.ts";
import { writeStream, type Stream } from "./stream.ts";
import type { StreamSlot } from "./stream-slot.ts";

/** A path in which every weight belongs to one lane, for the row at hand. */
export interface ChannelPath {
  readonly mode: ChannelMode;
  readonly leftChannels: number;
  readonly rightChannels: number;
  readonly couplings: readonly Coupling[];
  /** Blocks that move along streams have neighbouring channels. */
  readonly places: Readonly<Record<Exclude<ProductSlot, "weight">, BlockPlace>> & {
    readonly weight: BlockPlace | undefined;
  };
  readonly target: ProductSlot;
  readonly targetDim: number;
  readonly assign: boolean;
}

/** Writes the streams of a path. */
export function writeChannelPath(f: FunctionBuilder, path: ChannelPath): void {
  const { mode, leftChannels, rightChannels, places } = path;
  const plan = channelPlan(mode, leftChannels, rightChannels);
  if (plan.count <= 0 || plan.outer <= 0) return;
  const used = (["left", "right", "output", "weight"] as const).flatMap((slot) => {
    const place = places[slot];
    return place === undefined ? [] : [{ slot, place, movement: plan[slot] }];
  });
  const write = (
    count: Value<"i32"> | number,
    addressOf: (slot: ProductSlot, place: BlockPlace) => Value<"i32">,
  ): void => {
    const slots: Partial<Record<ProductSlot, StreamSlot>> = {};
    for (const { slot, place, movement } of used) {
      // The right channel of a pair begins behind the left one.
      const first = plan.pairs && slot === "right" ? place.channel : 0;
      slots[slot] = {
        address: addressOf(slot, place),
        offset: place.offset + first,
        component: place.component,
        lane: movement.inner * place.channel,
      };
    }
    const stream = { ...path, count, slots: { weight: undefined, ...slots } };
    writeStream(f, stream as Stream);
  };
  if (plan.outer === 1) {
    write(plan.count, (_, { address }) => address);
    return;
  }
  f.scope(() => {
    const pointers = new Map<ProductSlot, Local<"i32">>();
    const advance: (readonly [Local<"i32">, number | Value<"i32">])[] = [];
    const count = plan.pairs ? f.let(i32.constant(plan.count)) : plan.count;
    for (const { slot, place, movement } of used) {
      const restarts = !plan.pairs || slot === "left" || slot === "right";
      if (restarts && movement.outer === 0) continue;
      const pointer = f.let(place.address);
      pointers.set(slot, pointer);
      const bytes =
        restarts || typeof count === "number"
          ? movement.outer * place.channel
          : i32.mul(count, place.channel);
      advance.push([pointer, bytes]);
    }
    if (typeof count !== "number") advance.push([count, -1]);
    f.for({ to: plan.outer, advance }, () => {
      write(count, (slot, { address }) => pointers.get(slot) ?? address);
    });
  });
}
