import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";
import { elementBytes, overlappingGroups } from "../loops/vector-access.ts";

/**
 * Visits a row of `length` adjacent elements, four at a time where there are four and one by one else.
 *
 * @param visit - Receives the bytes before the elements and their number, 4 or 1. With `repeats` false no element is
 * visited twice.
 */
export function rowLoop(
  f: FunctionBuilder,
  length: number,
  { repeats }: { readonly repeats: boolean },
  visit: (byteIndex: Local<"i32">, lanes: 1 | 4) => void,
): void {
  const whole = length - (length % 4);
  if (repeats && length >= 4) {
    overlappingGroups(f, length, 4, (index) => f.scope(() => visit(index, 4)));
    return;
  }
  if (whole > 0) {
    f.for({ to: whole * elementBytes, step: 4 * elementBytes }, (index) => {
      f.scope(() => visit(index, 4));
    });
  }
  for (let rest = whole; rest < length; rest++) {
    f.scope(() => visit(f.let(i32.constant(rest * elementBytes)), 1));
  }
}
