import { operations } from "../functions/operations.ts";
import { apply, placeholder } from "../primitive.ts";
import { graphOf, replay, type Graph } from "./graph.ts";

/**
 * Replaces every primitive that an engine lacks by its composition of simpler ones.
 *
 * @param supports - Whether the engine has a kernel for the primitive of this name; asked for composed ones only.
 * @returns An equivalent program. A primitive that is neither supported nor composed stays.
 */
export function expandComposites(graph: Graph, supports: (primitive: string) => boolean): Graph {
  const inputs = graph.values
    .slice(0, graph.inputCount)
    .map((value) => placeholder(value, value.kind === "input" ? value.name : ""));
  const outputs = replay(graph, inputs, ({ primitive, attributes }, operands) => {
    if (primitive.compose === undefined || supports(primitive.name)) {
      return apply(primitive, operands, attributes);
    }
    return primitive.compose(operands, attributes, operations);
  });
  return graphOf(inputs, outputs);
}
