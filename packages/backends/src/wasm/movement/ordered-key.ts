import type { DType } from "@erlangen/tensor";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32, i32, select } from "../assembler/scalars.ts";
import type { Value } from "../assembler/value.ts";

/**
 * The bits of a number as an integer of the same order: -0 equals 0, NaN is the largest.
 *
 * Below zero the bits of a float count down from the sign bit: all but that bit are turned.
 */
export function orderedKey(f: FunctionBuilder, bits: Value<"i32">, dtype: DType): Value<"i32"> {
  if (dtype !== "float32") return bits;
  // Adding 0 makes 0 of -0.
  const number = f.let(f32.add(f32.reinterpretI32(bits), 0));
  const own = f.let(i32.reinterpretF32(number));
  const turned = i32.xor(own, i32.and(i32.shrS(own, 31), 0x7fffffff));
  return select(i32.constant(0x7fffffff), turned, f32.ne(number, number));
}
