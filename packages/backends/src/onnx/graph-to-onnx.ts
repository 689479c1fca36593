import { ArgumentError, EngineError } from "@erlangen/numerics";
import {
  expandComposites,
  simplify,
  sizeOf,
  type Graph,
  type GraphValue,
  type Tensor,
} from "@erlangen/tensor";
import { encodeModel } from "./encode-model.ts";
import { emptyValue, fromNothing } from "./lowering/empty.ts";
import type { Lowered } from "./lowering/lowering.ts";
import { lowerings } from "./lowering/lowerings.ts";
import type { OnnxModelData, OnnxNode, OnnxValue } from "./model.ts";
import { OnnxBuilder } from "./onnx-builder.ts";

/** The operator set that models are written in. */
export const onnxOpset = 18;

/** How {@link graphToOnnx} names things. */
export interface GraphToOnnxOptions {
  /** One for each input of the graph, distinct. Default: the names in the graph if distinct, else `input_0`, ... */
  readonly inputNames?: readonly string[];
  /** One for each output, distinct and no input's name. Default: `output_0`, ... */
  readonly outputNames?: readonly string[];
  /** Texts that travel in the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a program as an ONNX model (IR version 8, operator set 18).
 *
 * Every input and output is declared with its shape and element type, used or not; a size-0 value becomes a
 * constant, since it holds nothing to compute. Broadcasting becomes ONNX's own wherever the operator broadcasts.
 *
 * @returns The bytes of a `.onnx` file; the same program gives the same bytes.
 * @throws EngineError when a primitive has neither a form in ONNX nor a composition of ones that have.
 * @throws ArgumentError when names are missing or not distinct.
 *
 * ```ts
 * import { graphToOnnx, readOnnx } from "@erlangen/backends/onnx";
 * import { tanh, tensor, trace } from "@erlangen/tensor";
 *
 * const { graph } = trace((x) => tanh(x), [tensor([1, 2, 3])]);
 * const bytes = graphToOnnx(graph, { inputNames: ["x"], outputNames: ["y"] });
 * readOnnx(bytes).graph.nodes[0].operator; // => "Tanh"
 * readOnnx(bytes).graph.outputs[0].shape; // => [3]
 * ```
 */
export function graphToOnnx(graph: Graph, options: GraphToOnnxOptions = {}): Uint8Array {
  const names = namesOf(graph, options);
  const program = withoutComposites(graph);
  let prefix = "value_";
  while ([...names.inputs, ...names.outputs].some((name) => name.startsWith(prefix))) prefix += "_";
  const builder = new OnnxBuilder(prefix);
  const results = lowerValues(program, names.inputs, builder);
  const nodes = needed(nameOutputs(program, results, names.outputs, builder), names.outputs);
  const used = new Set(nodes.flatMap((node) => node.inputs));
  const model: OnnxModelData = {
    irVersion: 8,
    producer: "erlangen",
    opsets: [{ domain: "", version: onnxOpset }],
    metadata: options.metadata ?? {},
    graph: {
      name: "erlangen",
      nodes,
      initializers: builder.initializers.filter(({ name }) => used.has(name)),
      inputs: names.inputs.map((name, i) => describe(program.values[i], name)),
      outputs: names.outputs.map((name, i) => describe(program.values[program.outputs[i]], name)),
    },
  };
  return encodeModel(model);
}

function describe(value: GraphValue, name: string): OnnxValue {
  return { name, elementType: value.dtype, shape: value.shape };
}

function lowerValues(
  graph: Graph,
  inputNames: readonly string[],
  builder: OnnxBuilder,
): readonly Lowered[] {
  const results: Lowered[] = [];
  graph.values.forEach((value, index) => {
    if (value.kind === "input") results.push({ name: inputNames[index], stored: value.shape });
    else if (sizeOf(value.shape) === 0) results.push(emptyValue(value, builder));
    else if (value.kind === "constant") results.push(constant(value.tensor, builder));
    else results.push(application(graph, value, results, builder));
  });
  return results;
}

/** A constant whose elements are all equal is written as one number. */
function constant({ data, shape, dtype }: Tensor, builder: OnnxBuilder): Lowered {
  return (data as Float64Array).every((value) => Object.is(value, data[0]))
    ? { name: builder.scalar(data[0], dtype), stored: [] }
    : { name: builder.constant(data, shape, dtype), stored: shape };
}

function application(
  graph: Graph,
  value: GraphValue & { kind: "application" },
  results: readonly Lowered[],
  builder: OnnxBuilder,
): Lowered {
  const { primitive, attributes } = value;
  const specs = value.inputs.map((operand) => graph.values[operand]);
  if (specs.some(({ shape }) => sizeOf(shape) === 0)) {
    const known = fromNothing(primitive.name, { attributes, output: value }, builder);
    if (known !== undefined) return known;
  }
  const inputs = value.inputs.map((operand) => results[operand]);
  return lowerings[primitive.name]({ inputs, specs, attributes, output: value }, builder);
}

/** The nodes that the outputs depend on. */
function needed(nodes: readonly OnnxNode[], outputs: readonly string[]): readonly OnnxNode[] {
  const wanted = new Set(outputs);
  const kept = nodes.toReversed().filter((node) => {
    if (!node.outputs.some((output) => wanted.has(output))) return false;
    for (const input of node.inputs) wanted.add(input);
    return true;
  });
  return kept.toReversed();
}

/** Gives the outputs their names; one that is an input, a constant or another output is copied. */
function nameOutputs(
  graph: Graph,
  results: readonly Lowered[],
  outputNames: readonly string[],
  builder: OnnxBuilder,
): readonly OnnxNode[] {
  const values = graph.outputs.map((output) =>
    builder.full(results[output], graph.values[output].shape),
  );
  const computed = new Set(builder.nodes.flatMap((node) => node.outputs));
  const renamed = new Map<string, string>();
  const copies: OnnxNode[] = [];
  values.forEach((value, i) => {
    if (computed.has(value) && !renamed.has(value)) renamed.set(value, outputNames[i]);
    else {
      const source = renamed.get(value) ?? value;
      copies.push({
        operator: "Identity",
        domain: "",
        name: "",
        inputs: [source],
        outputs: [outputNames[i]],
        attributes: [],
      });
    }
  });
  const rename = (name: string): string => renamed.get(name) ?? name;
  const nodes = builder.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  }));
  return [...nodes, ...copies];
}

function hasLowering(primitive: string): boolean {
  return Object.hasOwn(lowerings, primitive);
}

function withoutComposites(graph: Graph): Graph {
  const missingFrom = (program: Graph): string[] =>
    program.values.flatMap((value) =>
      value.kind === "application" && !hasLowering(value.primitive.name)
        ? [value.primitive.name]
        : [],
    );
  if (missingFrom(graph).length === 0) return graph;
  const program = simplify(expandComposites(graph, hasLowering));
  const [missing] = missingFrom(program);
  if (missing === undefined) return program;
  throw new EngineError(
    `graphToOnnx: expected primitives that ONNX has or that are composed of such, got "${missing}"`,
  );
}

function namesOf(
  graph: Graph,
  options: GraphToOnnxOptions,
): { inputs: readonly string[]; outputs: readonly string[] } {
  const own = graph.values
    .slice(0, graph.inputCount)
    .map((value) => (value.kind === "input" ? value.name : ""));
  const inputs =
    options.inputNames ??
    (new Set(own).size === own.length && !own.includes("") ? own : own.map((_, i) => `input_${i}`));
  const outputs = options.outputNames ?? graph.outputs.map((_, i) => `output_${i}`);
  expectNames("inputNames", inputs, graph.inputCount);
  expectNames("outputNames", outputs, graph.outputs.length);
  const all = [...inputs, ...outputs];
  if (new Set(all).size !== all.length || all.includes("")) {
    throw new ArgumentError(
      `graphToOnnx: expected distinct names for inputs and outputs, got ${all.join(", ")}`,
    );
  }
  return { inputs, outputs };
}

function expectNames(kind: string, names: readonly string[], count: number): void {
  if (names.length === count) return;
  throw new ArgumentError(`graphToOnnx: expected ${kind} of ${count} names, got ${names.length}`);
}
