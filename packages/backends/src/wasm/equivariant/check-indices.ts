import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { load } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";

/** An index among the parameters of a kernel. */
export interface CheckedIndex {
  /** Position of the operand that is the index. */
  readonly index: number;
  readonly length: number;
  /** Every entry must be in [0, rows). */
  readonly rows: number;
}

/** Ends the kernel with 1 + the position of the first index that has an entry out of range. */
export function checkIndices(
  f: FunctionBuilder,
  parameters: readonly Local<"i32">[],
  indices: readonly CheckedIndex[],
): void {
  for (const { index, length, rows } of indices) {
    f.scope(() => {
      const pointer = f.let(parameters[index]);
      f.for({ to: length, advance: [[pointer, 4]] }, () => {
        f.if(i32.geU(load.i32(pointer), rows), () => f.return(i32.constant(index + 1)));
      });
    });
  }
}
