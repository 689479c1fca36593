import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store, type Statement } from "../assembler/memory-access.ts";
import { f32 } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";

/** Numbers of a slot on a stream of lanes: component c of lane n at `address + offset + c component + n lane`. */
export interface StreamSlot {
  readonly address: Value<"i32">;
  /** All distances in bytes. */
  readonly offset: number;
  readonly component: number;
  /** 0 for a slot that stays at one channel. */
  readonly lane: number;
}

/** A slot on its way along a stream: its pointer moves from chunk to chunk. */
export interface MovingSlot extends StreamSlot {
  readonly pointer: Local<"i32">;
}

/** Lanes that are computed at once. */
export type ChunkWidth = 4 | 1;

/** Starts a slot at the first lane. */
export function startSlot(f: FunctionBuilder, slot: StreamSlot): MovingSlot {
  return { ...slot, pointer: f.let(slot.address) };
}

/** The lanes of the present chunk; lanes beyond its width are 0. */
export function loadChunk(slot: MovingSlot, component: number, width: ChunkWidth): Value<"v128"> {
  const { pointer, lane } = slot;
  const offset = slot.offset + component * slot.component;
  if (width === 1) return load.zero32(pointer, offset);
  if (lane === 4) return load.v128(pointer, offset);
  let chunk = load.zero32(pointer, offset);
  for (const n of [1, 2, 3])
    chunk = load.lane32(chunk, n, { address: pointer, offset: offset + n * lane });
  return chunk;
}

/** Writes the lanes of the present chunk. */
export function storeChunk(
  slot: MovingSlot,
  component: number,
  { value, width }: { readonly value: Local<"v128">; readonly width: ChunkWidth },
): readonly Statement[] {
  const { pointer, lane } = slot;
  const offset = slot.offset + component * slot.component;
  if (width === 4 && lane === 4) return [store.v128(pointer, value, offset)];
  const lanes = width === 1 ? [0] : [0, 1, 2, 3];
  return lanes.map((n) => store.lane32({ address: pointer, offset: offset + n * lane }, value, n));
}

/** The sum of the four lanes. */
export function horizontalSum(vector: Local<"v128">): Value<"f32"> {
  const lanes = [0, 1, 2, 3].map((n) => f32x4.extractLane(vector, n));
  return f32.add(f32.add(lanes[0], lanes[1]), f32.add(lanes[2], lanes[3]));
}
