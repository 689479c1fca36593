import { ErlangenError } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import type { Spec, Tensor } from "../tensor.ts";

/** One value of a {@link Graph}. */
export type GraphValue = Spec &
  (
    | { readonly kind: "input"; readonly name: string }
    | { readonly kind: "constant"; readonly tensor: Tensor }
    | {
        readonly kind: "application";
        readonly primitive: Primitive<unknown>;
        readonly attributes: unknown;
        /** Positions of the operands in {@link Graph.values}; all smaller than this value's own. */
        readonly inputs: readonly number[];
      }
  );

/**
 * A program with static shapes: values in topological order.
 *
 * The inputs come first, in the order of the call, used or not.
 */
export interface Graph {
  readonly values: readonly GraphValue[];
  readonly inputCount: number;
  /** Positions of the results in `values`. */
  readonly outputs: readonly number[];
}

/**
 * Collects the program that computes `outputs` from `inputs`.
 *
 * Tensors with numbers become constants; what no output needs is left out.
 *
 * @param inputs - Placeholders of the trace, in the order in which the program will receive them.
 * @param outputs - Tensors that depend on `inputs` and on constants only.
 * @throws ErlangenError when an output depends on an input of another trace.
 */
export function graphOf(inputs: readonly Tensor[], outputs: readonly Tensor[]): Graph {
  const values: GraphValue[] = [];
  const position = new Map<Tensor, number>();
  const define = (owner: Tensor, value: GraphValue): void => {
    position.set(owner, values.length);
    values.push(value);
  };
  for (const input of inputs) {
    if (input.origin?.kind !== "input") {
      throw new ErlangenError(
        "argument",
        "graphOf: expected inputs that are placeholders of a trace",
      );
    }
    define(input, {
      kind: "input",
      name: input.origin.name,
      shape: input.shape,
      dtype: input.dtype,
    });
  }
  // Depth first without recursion: programs are deeper than the call stack.
  const stack: Tensor[] = outputs.toReversed();
  while (stack.length > 0) {
    const current = stack[stack.length - 1];
    const { origin } = current;
    if (position.has(current)) {
      stack.pop();
    } else if (origin === undefined) {
      define(current, {
        kind: "constant",
        tensor: current,
        shape: current.shape,
        dtype: current.dtype,
      });
      stack.pop();
    } else if (origin.kind === "input") {
      throw new ErlangenError(
        "argument",
        `graphOf: expected results that depend on this trace alone, got one that uses "${origin.name}" of another trace; ` +
          "pass it as an argument instead of keeping it in a variable",
      );
    } else {
      const missing = origin.inputs.filter((input) => !position.has(input));
      if (missing.length > 0) {
        stack.push(...missing.toReversed());
      } else {
        define(current, {
          kind: "application",
          primitive: origin.primitive,
          attributes: origin.attributes,
          inputs: origin.inputs.map((input) => position.get(input) ?? -1),
          shape: current.shape,
          dtype: current.dtype,
        });
        stack.pop();
      }
    }
  }
  return {
    values,
    inputCount: inputs.length,
    outputs: outputs.map((output) => position.get(output) ?? -1),
  };
}

/**
 * Replays a program on other tensors: on numbers it computes, on traced tensors it inlines.
 *
 * @param interpret - Called for each application with its operands, in order.
 */
export function replay(
  graph: Graph,
  inputs: readonly Tensor[],
  interpret: (value: GraphValue & { kind: "application" }, operands: readonly Tensor[]) => Tensor,
): Tensor[] {
  const results: Tensor[] = [];
  graph.values.forEach((value, index) => {
    if (value.kind === "input") results.push(inputs[index]);
    else if (value.kind === "constant") results.push(value.tensor);
    else
      results.push(
        interpret(
          value,
          value.inputs.map((operand) => results[operand]),
        ),
      );
  });
  return graph.outputs.map((output) => results[output]);
}
