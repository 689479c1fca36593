import type { Spec } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import type { Lowered } from "./lowering.ts";
import { leastOf } from "./places.ts";

/** A value without elements: a constant, whatever computes it. */
export function emptyValue(output: Spec, builder: OnnxBuilder): Lowered {
  const nothing = new Uint8Array(0);
  return { name: builder.constant(nothing, output.shape, output.dtype), stored: output.shape };
}

/**
 * An application to operands without elements whose result has some: the sum or the maximum of nothing, or
 * the value that a pad puts in. `undefined` when other operands decide.
 */
export function fromNothing(
  primitive: string,
  { attributes, output }: { readonly attributes: unknown; readonly output: Spec },
  builder: OnnxBuilder,
): Lowered | undefined {
  if (primitive === "concatenate") return undefined;
  const value =
    primitive === "pad"
      ? (attributes as { readonly value: number }).value
      : primitive === "scatterMax"
        ? leastOf(output.dtype)
        : 0;
  return { name: builder.scalar(value, output.dtype), stored: [] };
}
