import { apply, defer, placeholder } from "../primitive.ts";
import { sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { graphOf, replay, type Graph } from "./graph.ts";
import { rewrite } from "./rewrite.ts";

/** Results of constants above this many elements are folded only when that makes the program smaller. */
const foldLimit = 65_536;

/**
 * An equivalent program with less work: constants folded, equal applications shared, identities removed, unused
 * values dropped.
 *
 * Rewrites are exact up to rounding of folded scalar factors, the sign of zero, and zero times infinity.
 */
export function simplify(graph: Graph): Graph {
  const inputs = graph.values
    .slice(0, graph.inputCount)
    .map((value) => placeholder(value, value.kind === "input" ? value.name : ""));
  const known = new Map<string, Tensor>();
  const keys = structuralKeys();
  const outputs = replay(graph, inputs, ({ primitive, attributes, shape }, operands) => {
    const key = `${primitive.name}|${keys.ofOperands(operands)}|${keys.ofAttributes(attributes)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const folds =
      sizeOf(shape) <= foldLimit ||
      sizeOf(shape) <= operands.reduce((sum, { size }) => sum + size, 0);
    const result =
      rewrite(primitive, attributes, operands) ??
      (folds ? apply(primitive, operands, attributes) : defer(primitive, operands, attributes));
    known.set(key, result);
    return result;
  });
  return graphOf(inputs, outputs);
}

/** Short names for operands and attributes, equal exactly when these are equal. */
function structuralKeys(): {
  ofOperands: (operands: readonly Tensor[]) => string;
  ofAttributes: (attributes: unknown) => string;
} {
  const byTensor = new Map<Tensor, number>();
  const byContent = new Map<string, number>();
  const byObject = new Map<unknown, string>();
  let next = 0;
  const ofTensor = (tensor: Tensor): number => {
    const known = byTensor.get(tensor);
    if (known !== undefined) return known;
    // Small constants are equal by content: every trace makes its own ones and zeros.
    const content =
      tensor.origin === undefined && tensor.size <= 4096
        ? `${tensor.dtype}${tensor.shape.join()}:${tensor.data.join()}`
        : undefined;
    const id = (content === undefined ? undefined : byContent.get(content)) ?? next++;
    if (content !== undefined) byContent.set(content, id);
    byTensor.set(tensor, id);
    return id;
  };
  return {
    ofOperands: (operands) => operands.map(ofTensor).join(),
    ofAttributes: (attributes) => {
      if (typeof attributes !== "object" || attributes === null) return String(attributes);
      // A large table is compared by identity: whoever applies it twice holds one object.
      return `{${Object.entries(attributes)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => {
          if (typeof value !== "object" || value === null || isFlat(value))
            return `${name}:${JSON.stringify(value)}`;
          const known = byObject.get(value) ?? `#${byObject.size}`;
          byObject.set(value, known);
          return `${name}:${known}`;
        })
        .join()}}`;
    },
  };
}

/** Whether `value` is numbers, texts and short arrays of them: cheap to compare by content. */
function isFlat(value: object): boolean {
  return Object.values(value).every(
    (item) =>
      typeof item !== "object" || (Array.isArray(item) && item.every((x) => typeof x !== "object")),
  );
}
