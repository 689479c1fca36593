import { apply } from "../primitive.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Rewrites `outputs` with `replacements` in the place of `placeholders`.
 *
 * What depends on a placeholder is applied again: on numbers it computes at once, on tensors of an outer trace it
 * becomes part of that trace. This is what lets differentiated functions nest.
 */
export function substitute(
  outputs: readonly Tensor[],
  placeholders: readonly Tensor[],
  replacements: readonly Tensor[],
): Tensor[] {
  return substituteOnto(new Map(), outputs, placeholders, replacements);
}

/**
 * The same, going on from an earlier substitution: what it has replaced is used again, not applied a second time.
 *
 * @param result - Replacements by what they replace; grows.
 */
export function substituteOnto(
  result: Map<Tensor, Tensor>,
  outputs: readonly Tensor[],
  placeholders: readonly Tensor[],
  replacements: readonly Tensor[],
): Tensor[] {
  placeholders.forEach((placeholder, i) => result.set(placeholder, replacements[i]));
  // Repetitions of constants stay unevaluated inside a trace, to keep it small; outside they become numbers.
  const eager = replacements.every(({ origin }) => origin === undefined);
  const stack = outputs.toReversed();
  while (stack.length > 0) {
    const current = stack[stack.length - 1];
    const { origin } = current;
    if (result.has(current)) {
      stack.pop();
    } else if (origin?.kind !== "application") {
      result.set(current, current);
      stack.pop();
    } else {
      const missing = origin.inputs.filter((input) => !result.has(input));
      if (missing.length > 0) {
        stack.push(...missing.toReversed());
        continue;
      }
      const operands = origin.inputs.map((input) => result.get(input) ?? input);
      const changed =
        operands.some((operand, i) => operand !== origin.inputs[i]) ||
        (eager && operands.every((operand) => operand.origin === undefined));
      result.set(current, changed ? apply(origin.primitive, operands, origin.attributes) : current);
      stack.pop();
    }
  }
  return outputs.map((output) => result.get(output) ?? output);
}
