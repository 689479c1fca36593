import { i32 } from "../assembler/scalars.ts";
import type { Value } from "../assembler/value.ts";

/** Where the numbers of a block lie for the row at hand. Distances in bytes. */
export interface BlockPlace {
  readonly address: Value<"i32">;
  readonly offset: number;
  /** From channel to channel. */
  readonly channel: number;
  /** From component to component. */
  readonly component: number;
}

/** An address some bytes further. */
export function shifted(address: Value<"i32">, bytes: Value<"i32"> | number): Value<"i32"> {
  return bytes === 0 ? address : i32.add(address, bytes);
}
