import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";

/** c_0 + c_1 x + c_2 x^2 + ... in four lanes, by Horner's rule. `x` is evaluated once for each coefficient. */
export function polynomial(
  f: FunctionBuilder,
  x: Value<"v128">,
  coefficients: readonly number[],
): Value<"v128"> {
  return coefficients
    .slice(0, -1)
    .reduceRight<Value<"v128">>(
      (sum, coefficient) => f.mulAdd(sum, x, f32x4.constant(coefficient)),
      f32x4.constant(coefficients[coefficients.length - 1]),
    );
}
