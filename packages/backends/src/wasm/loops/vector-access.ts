import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load, store } from "../assembler/memory-access.ts";
import { i32, select } from "../assembler/scalars.ts";
import type { Local, Value } from "../assembler/value.ts";
import { i8x16 } from "../assembler/vectors.ts";

/** Bytes of an element in linear memory, whatever its type; booleans are the integers 0 and 1. */
export const elementBytes = 4;

/** A pointer that moves by these strides, in elements, one for each axis of a loop nest. */
export interface Cursor {
  readonly pointer: Local<"i32">;
  readonly strides: readonly number[];
}

/** Where a vector lies: elements `stride` apart from `index` elements behind the pointer. */
export interface VectorPlace {
  readonly pointer: Value<"i32">;
  readonly stride: number;
  /** Bytes of `index` elements of stride 1: a variable, or absent for 0. */
  readonly byteIndex?: Value<"i32">;
  /** Number of lanes used, 1 to 4. */
  readonly lanes: number;
}

/** Four elements; what lanes beyond `lanes` hold does not matter. May read 12 bytes beyond the last element. */
export function loadVector(f: FunctionBuilder, place: VectorPlace): Value<"v128"> {
  const { stride, lanes } = place;
  if (stride === 0) return load.splat32(place.pointer);
  const address = firstAddress(place);
  if (stride === 1) return load.v128(address);
  if (lanes === 1) return load.zero32(address);
  const from = f.let(address);
  if (stride === -1 && lanes === 4) {
    const reversed = load.v128(i32.sub(from, 3 * elementBytes));
    const bytes = [3, 2, 1, 0].flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
    const kept = f.let(reversed);
    return i8x16.shuffle(kept, kept, bytes);
  }
  let vector = load.zero32(from);
  for (let lane = 1; lane < lanes; lane++) {
    vector = load.lane32(vector, lane, laneAddress(from, lane * stride));
  }
  return vector;
}

/** Writes the first `lanes` lanes of a variable. */
export function storeVector(f: FunctionBuilder, place: VectorPlace, value: Value<"v128">): void {
  const { stride, lanes } = place;
  const address = firstAddress(place);
  if (stride === 1 && lanes === 4) {
    f.do(store.v128(address, value));
    return;
  }
  const to = f.let(address);
  const kept = f.keep(value);
  if (stride === 1 && lanes >= 2) {
    f.do(store.lane64({ address: to }, kept, 0));
    if (lanes === 3) f.do(store.lane32({ address: to, offset: 2 * elementBytes }, kept, 2));
    return;
  }
  for (let lane = 0; lane < lanes; lane++) {
    f.do(store.lane32(laneAddress(to, lane * stride), kept, lane));
  }
}

/**
 * Loops over all axes of `shape`, the first outermost, moving the cursors along.
 *
 * Afterwards a cursor stands `shape[0] strides[0]` elements behind its begin.
 */
export function walk(
  f: FunctionBuilder,
  shape: readonly number[],
  cursors: readonly Cursor[],
  body: () => void,
): void {
  const descend = (axis: number): void => {
    if (axis === shape.length) {
      body();
      return;
    }
    const inner = axis + 1;
    const advance = cursors.flatMap(({ pointer, strides }) => {
      const rewound = inner < shape.length ? shape[inner] * strides[inner] : 0;
      const bytes = elementBytes * (strides[axis] - rewound);
      return bytes === 0 ? [] : [[pointer, bytes] as const];
    });
    f.for({ to: shape[axis], advance }, () => descend(inner));
  };
  descend(0);
}

/**
 * Visits `count` >= `width` elements in groups of `width`; the last group overlaps the one before it when `width`
 * does not divide the count. What is done to an element twice must be right.
 *
 * @param count - A constant or a variable.
 * @param body - Receives the bytes of the elements before the group.
 */
export function overlappingGroups(
  f: FunctionBuilder,
  count: number | Local<"i32">,
  width: number,
  body: (byteIndex: Local<"i32">) => void,
): void {
  const group = width * elementBytes;
  const last =
    typeof count === "number"
      ? i32.constant(elementBytes * (count - width))
      : f.let(i32.sub(i32.mul(count, elementBytes), group));
  const index = f.let(i32.constant(0));
  if (count === width) {
    body(index);
    return;
  }
  const next = f.local("i32");
  f.block((exit) => {
    f.loop((again) => {
      body(index);
      f.branchIf(i32.eq(index, last), exit);
      f.set(next, i32.add(index, group));
      f.set(index, smaller(next, last));
      f.branch(again);
    });
  });
}

function smaller(a: Local<"i32">, b: Value<"i32">): Value<"i32"> {
  return select(a, b, i32.ltS(a, b));
}

function firstAddress({ pointer, stride, byteIndex }: VectorPlace): Value<"i32"> {
  if (byteIndex === undefined || stride === 0) return pointer;
  return i32.add(pointer, stride === 1 ? byteIndex : i32.mul(byteIndex, stride));
}

function laneAddress(
  from: Local<"i32">,
  elements: number,
): { readonly address: Value<"i32">; readonly offset?: number } {
  const bytes = elementBytes * elements;
  return bytes >= 0 ? { address: from, offset: bytes } : { address: i32.add(from, bytes) };
}
