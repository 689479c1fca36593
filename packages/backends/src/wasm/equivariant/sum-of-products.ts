import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { Local, Value } from "../assembler/value.ts";
import { f32x4 } from "../assembler/vectors.ts";

/** A product in a sum: a coefficient, known now or when the code runs, times variables. */
export interface Product {
  readonly coefficient: number | Local<"v128">;
  readonly factors: readonly Local<"v128">[];
}

/**
 * Σ coefficient · factor · factor · ..., with common first factors drawn out: a (c b + c' b') for a b c + a b' c'.
 *
 * @param constantOf - Gives the variable that holds a positive constant in all lanes.
 * @param start - What the sum is added to. Default: nothing.
 */
export function sumOfProducts(
  f: FunctionBuilder,
  products: readonly Product[],
  constantOf: (value: number) => Local<"v128">,
  start?: Value<"v128">,
): Value<"v128"> {
  let sum = start;
  const groups = new Map<Local<"v128"> | undefined, Product[]>();
  for (const product of products) {
    const first = product.factors.length > 1 ? product.factors[0] : undefined;
    groups.set(first, [...(groups.get(first) ?? []), product]);
  }
  for (const [first, members] of groups) {
    if (first !== undefined) {
      const rest = members.map(({ coefficient, factors }) => ({
        coefficient,
        factors: factors.slice(1),
      }));
      const inner = sumOfProducts(f, rest, constantOf);
      sum = sum === undefined ? f32x4.mul(first, inner) : f.mulAdd(first, inner, sum);
    } else {
      for (const { coefficient, factors } of members) {
        sum = addScaled(f, { sum, coefficient, factor: factors[0], constantOf });
      }
    }
  }
  return sum ?? f32x4.constant(0);
}

function addScaled(
  f: FunctionBuilder,
  term: {
    readonly sum: Value<"v128"> | undefined;
    readonly coefficient: number | Local<"v128">;
    readonly factor: Local<"v128">;
    readonly constantOf: (value: number) => Local<"v128">;
  },
): Value<"v128"> {
  const { sum, coefficient, factor, constantOf } = term;
  if (typeof coefficient !== "number") {
    return sum === undefined ? f32x4.mul(coefficient, factor) : f.mulAdd(coefficient, factor, sum);
  }
  const size = Math.abs(coefficient);
  if (size === 1) {
    if (sum === undefined) return coefficient > 0 ? factor : f32x4.neg(factor);
    return coefficient > 0 ? f32x4.add(sum, factor) : f32x4.sub(sum, factor);
  }
  if (coefficient > 0 && sum !== undefined) return f.mulAdd(constantOf(size), factor, sum);
  const scaled = f32x4.mul(constantOf(size), factor);
  if (sum === undefined) return coefficient > 0 ? scaled : f32x4.neg(scaled);
  return f32x4.sub(sum, scaled);
}
