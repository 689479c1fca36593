import { EngineError } from "@erlangen/numerics";
import {
  expandComposites,
  simplify,
  sizeOf,
  type Graph,
  type GraphValue,
  type Spec,
  type Tensor,
} from "@erlangen/tensor";
import { mutable } from "./lowerings/lowering.ts";
import { tfjsDType } from "./lowerings/elementwise.ts";
import { tfjsLowerings } from "./lowerings/lowerings.ts";
import type { Tfjs, TfjsTensor } from "./module.ts";

/** A program whose primitives all have kernels in TensorFlow.js, with its constants on the backend. */
export interface TfjsProgram {
  readonly graph: Graph;
  /** One for each constant of the graph, by its position. */
  readonly constants: ReadonlyMap<number, TfjsTensor>;
}

/**
 * Makes a program ready on the current backend.
 *
 * @throws EngineError when it computes in float64, or a primitive has neither kernels nor a composition.
 */
export function prepareProgram(tf: Tfjs, graph: Graph): TfjsProgram {
  const program = simplify(expandComposites(graph, hasLowering));
  for (const value of program.values) {
    if (value.dtype === "float64") {
      throw new EngineError(
        "tfjs: expected a program in float32, int32 and bool, got float64; TensorFlow.js has none: use the host or native",
      );
    }
    if (value.kind === "application" && !hasLowering(value.primitive.name)) {
      throw new EngineError(
        `tfjs: expected primitives with kernels or a composition, got "${value.primitive.name}"`,
      );
    }
  }
  const constants = new Map<number, TfjsTensor>();
  program.values.forEach((value, index) => {
    if (value.kind === "constant") constants.set(index, tf.keep(upload(tf, value.tensor)));
  });
  return { graph: program, constants };
}

/**
 * Runs a program at once; call it inside `tf.tidy`.
 *
 * @returns The results, one for each output; they may be inputs or constants themselves.
 */
export function runProgram(
  tf: Tfjs,
  { graph, constants }: TfjsProgram,
  inputs: readonly TfjsTensor[],
): readonly TfjsTensor[] {
  const lastUse = new Int32Array(graph.values.length);
  graph.values.forEach((value, index) => {
    if (value.kind === "application") for (const operand of value.inputs) lastUse[operand] = index;
  });
  for (const output of graph.outputs) lastUse[output] = graph.values.length;
  const results: TfjsTensor[] = [];
  graph.values.forEach((value, index) => {
    if (value.kind === "input") results.push(inputs[index]);
    else if (value.kind === "constant") results.push(constants.get(index) ?? missing(index));
    else {
      results.push(applyPrimitive(tf, graph, value, results));
      for (const used of new Set(value.inputs)) {
        const isOwn = graph.values[used].kind === "application";
        if (isOwn && lastUse[used] === index && results[used] !== results[index])
          results[used].dispose();
      }
    }
  });
  return graph.outputs.map((output) => full(tf, results[output], graph.values[output]));
}

/** Numbers of the host as a tensor of the current backend. */
export function upload(tf: Tfjs, { data, shape, dtype }: Tensor): TfjsTensor {
  const numbers = dtype === "bool" ? Int32Array.from(data) : (data as Float32Array | Int32Array);
  return tf.tensor(numbers, mutable(shape), tfjsDType(dtype));
}

function hasLowering(primitive: string): boolean {
  return Object.hasOwn(tfjsLowerings, primitive);
}

function applyPrimitive(
  tf: Tfjs,
  graph: Graph,
  value: GraphValue & { readonly kind: "application" },
  results: readonly TfjsTensor[],
): TfjsTensor {
  const { primitive, attributes } = value;
  const specs = value.inputs.map((operand) => graph.values[operand]);
  const inputs = value.inputs.map((operand) => results[operand]);
  if (sizeOf(value.shape) === 0) return tf.tensor([], mutable(value.shape), tfjsDType(value.dtype));
  const isFromNothing = specs.some(({ shape }) => sizeOf(shape) === 0);
  if (isFromNothing && primitive.name !== "concatenate") {
    // The sum of nothing, or what a pad puts in.
    const padded = primitive.name === "pad" ? (attributes as { readonly value: number }).value : 0;
    return tf.fill(mutable(value.shape), padded, tfjsDType(value.dtype));
  }
  const result = tfjsLowerings[primitive.name]({
    tf,
    inputs,
    specs,
    attributes,
    output: value,
    full: (index) => full(tf, inputs[index], specs[index]),
  });
  // An identity must not share the memory that is freed with its operand.
  return inputs.includes(result) ? tf.clone(result) : result;
}

function full(tf: Tfjs, x: TfjsTensor, { shape }: Spec): TfjsTensor {
  const same = x.shape.length === shape.length && x.shape.every((n, axis) => n === shape[axis]);
  if (same) return x;
  const wide = tf.reshape(x, [...shape.slice(x.shape.length).map(() => 1), ...x.shape]);
  // broadcastTo would need a kernel of its own; tile is what it stands for.
  return tf.tile(
    wide,
    shape.map((length, axis) => (wide.shape[axis] === length ? 1 : length)),
  );
}

function missing(index: number): never {
  throw new Error(`internal: constant ${index} was not uploaded`);
}
