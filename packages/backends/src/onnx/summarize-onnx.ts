import type { OnnxModelData, OnnxValue } from "./model.ts";

/** An ONNX model in figures. */
export interface OnnxSummary {
  readonly producer: string;
  /** Version of the standard operator set; `undefined` when the model names none. */
  readonly opset: number | undefined;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** How often each operator occurs, most frequent first. */
  readonly operators: Readonly<Record<string, number>>;
  /** Numbers in the constants of floating-point type. */
  readonly parameters: number;
  /** Bytes of all constants in the file. */
  readonly constantBytes: number;
}

/**
 * Counts what a model consists of.
 *
 * ```ts
 * import { graphToOnnx, readOnnx, summarizeOnnx } from "@erlangen/backends/onnx";
 * import { matmul, tanh, tensor, trace } from "@erlangen/tensor";
 *
 * const weights = tensor([[1, 2], [3, 4]]);
 * const { graph } = trace((x) => tanh(matmul(x, weights)), [tensor([[1, 1]])]);
 * const summary = summarizeOnnx(readOnnx(graphToOnnx(graph)));
 * summary.operators; // => { MatMul: 1, Tanh: 1 }
 * summary.parameters; // => 4
 * ```
 */
export function summarizeOnnx(model: OnnxModelData): OnnxSummary {
  const { nodes, initializers, inputs, outputs } = model.graph;
  const counts = new Map<string, number>();
  for (const { operator } of nodes) counts.set(operator, (counts.get(operator) ?? 0) + 1);
  const constants = new Set(initializers.map(({ name }) => name));
  return {
    producer: model.producer,
    opset: model.opsets.find(({ domain }) => domain === "" || domain === "ai.onnx")?.version,
    inputs: inputs.filter(({ name }) => !constants.has(name)),
    outputs,
    operators: Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a)),
    parameters: initializers
      .filter(({ elementType }) => elementType.includes("float"))
      .reduce((sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1), 0),
    constantBytes: initializers.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}
