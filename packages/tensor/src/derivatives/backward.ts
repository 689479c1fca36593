import { ArgumentError } from "@erlangen/numerics";
import { isFloat } from "../dtype.ts";
import { operations } from "../functions/operations.ts";
import { formatShape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Reverse-mode differentiation by rewriting: the cotangents of `inputs`, as new nodes of the same trace.
 *
 * Walks from `outputs` back to `inputs` through the derivative rules of the primitives. Because the rules are
 * written in the language itself, the result can be differentiated again, to any order.
 *
 * @param outputs - Traced tensors.
 * @param cotangents - One for each output, same shapes; `undefined` means zero.
 * @param inputs - Traced tensors that stop the walk.
 * @returns One for each input; `undefined` where nothing flows.
 */
export function backward(
  outputs: readonly Tensor[],
  cotangents: readonly (Tensor | undefined)[],
  inputs: readonly Tensor[],
): (Tensor | undefined)[] {
  const order = dependents(outputs, inputs);
  const accumulated = new Map<Tensor, Tensor>();
  const accumulate = (target: Tensor, cotangent: Tensor): void => {
    const sum = accumulated.get(target);
    accumulated.set(target, sum === undefined ? cotangent : operations.add(sum, cotangent));
  };
  outputs.forEach((output, i) => {
    const cotangent = cotangents[i];
    if (cotangent === undefined) return;
    if (!sameShape(output.shape, cotangent.shape)) {
      throw new ArgumentError(
        `backward: expected cotangent of shape ${formatShape(output.shape)}, got ${formatShape(cotangent.shape)}`,
      );
    }
    accumulate(output, cotangent);
  });
  const stops = new Set(inputs);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    const cotangent = accumulated.get(node);
    const { origin } = node;
    if (cotangent === undefined || stops.has(node) || origin?.kind !== "application") continue;
    accumulated.delete(node);
    const flowing = origin.primitive.vjp({ ...origin, output: node }, cotangent, operations);
    flowing.forEach((part, operand) => {
      const target = origin.inputs[operand];
      if (part !== undefined && isFloat(target.dtype)) accumulate(target, part);
    });
  }
  return inputs.map((input) => accumulated.get(input));
}

/** The tensors between `inputs` and `outputs` that depend on an input, in topological order. */
function dependents(outputs: readonly Tensor[], inputs: readonly Tensor[]): Tensor[] {
  const depends = new Map<Tensor, boolean>(inputs.map((input) => [input, true]));
  const order: Tensor[] = [...inputs];
  const stack = [...outputs];
  while (stack.length > 0) {
    const current = stack[stack.length - 1];
    if (depends.has(current)) {
      stack.pop();
      continue;
    }
    const { origin } = current;
    if (origin?.kind !== "application") {
      depends.set(current, false);
      stack.pop();
      continue;
    }
    const missing = origin.inputs.filter((input) => !depends.has(input));
    if (missing.length > 0) {
      stack.push(...missing);
      continue;
    }
    const dependent = origin.inputs.some((input) => depends.get(input) === true);
    depends.set(current, dependent);
    if (dependent) order.push(current);
    stack.pop();
  }
  return order;
}
