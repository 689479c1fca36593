import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { run } from "../primitive.ts";
import { formatShape, sameShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import type { Graph } from "../trace/graph.ts";
import type { CompileOptions, Engine, Executable, Session } from "./engine.ts";

/**
 * Runs a program on the host, one primitive after the other, at once.
 *
 * A value is released after its last use, so that memory follows the widest point of the program.
 *
 * @throws ShapeError when an input has another shape or element type than the graph says.
 */
export function interpretOnHost(graph: Graph, inputs: readonly Tensor[]): Tensor[] {
  checkInputs("interpretOnHost", graph, inputs);
  const lastUse = new Int32Array(graph.values.length);
  graph.values.forEach((value, index) => {
    if (value.kind === "application") for (const operand of value.inputs) lastUse[operand] = index;
  });
  for (const output of graph.outputs) lastUse[output] = graph.values.length;
  const results: (Tensor | undefined)[] = [];
  const operand = (position: number): Tensor => {
    const tensor = results[position];
    if (tensor === undefined) throw new Error(`internal: value ${position} was released too early`);
    return tensor;
  };
  graph.values.forEach((value, index) => {
    if (value.kind === "input") results.push(inputs[index]);
    else if (value.kind === "constant") results.push(value.tensor);
    else {
      results.push(run(value.primitive, value.inputs.map(operand), value.attributes, value));
      for (const used of value.inputs) if (lastUse[used] === index) results[used] = undefined;
    }
  });
  return graph.outputs.map(operand);
}

/** Checks that `inputs` fit the signature of `graph`. */
export function checkInputs(caller: string, graph: Graph, inputs: readonly Tensor[]): void {
  if (inputs.length !== graph.inputCount) {
    throw new ArgumentError(`${caller}: expected ${graph.inputCount} inputs, got ${inputs.length}`);
  }
  inputs.forEach((input, index) => {
    const { shape, dtype } = graph.values[index];
    if (!sameShape(input.shape, shape) || input.dtype !== dtype) {
      throw new ShapeError(
        `${caller}: expected input ${index} to be ${dtype} ${formatShape(shape)}, got ${input.dtype} ${formatShape(input.shape)}`,
      );
    }
  });
}

/** The host as an engine: the reference for every other one, always there, float32 and float64. */
export const hostEngine: Engine = {
  name: "host",
  dtypes: ["float32", "float64", "int32", "bool"],
  liveBuffers: 0,
  compile: (graph: Graph, options: CompileOptions = {}): Promise<Executable> =>
    Promise.resolve(new HostExecutable(graph, options.carried ?? 0)),
  dispose: () => {},
};

class HostExecutable implements Executable {
  readonly #graph: Graph;
  readonly #carried: number;

  constructor(graph: Graph, carried: number) {
    this.#graph = graph;
    this.#carried = carried;
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    return interpretOnHost(this.#graph, inputs);
  }

  async open(initial: readonly Tensor[]): Promise<Session> {
    const graph = this.#graph;
    const carried = this.#carried;
    let state = initial;
    return {
      step: async (inputs) => {
        const outputs = interpretOnHost(graph, [...state, ...inputs]);
        state = outputs.slice(0, carried);
        return outputs.slice(carried);
      },
      read: async () => state,
      dispose: () => {},
    };
  }

  dispose(): void {}
}
