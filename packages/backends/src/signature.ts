import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { formatShape, type Graph, type Shape, type Spec, type Tensor } from "@erlangen/tensor";

/** A program with the number of its leading inputs and outputs that are state. */
export interface CarriedProgram {
  readonly graph: Graph;
  readonly carried: number;
}

/** Shape and element type of each output of a program. */
export function outputSpecs(graph: Graph): readonly Spec[] {
  return graph.outputs.map((output) => {
    const { shape, dtype } = graph.values[output];
    return { shape, dtype };
  });
}

/** Checks that a program has as many inputs and outputs as are to be carried. Throws ArgumentError when not. */
export function requireCarried(caller: string, { graph, carried }: CarriedProgram): void {
  const most = Math.min(graph.inputCount, graph.outputs.length);
  if (Number.isInteger(carried) && carried >= 0 && carried <= most) return;
  throw new ArgumentError(`${caller}: expected carried in [0, ${most}], got ${carried}`);
}

/**
 * Checks that `state` fits the leading inputs of the program, and that its leading outputs can take its place.
 *
 * @throws ShapeError when not.
 */
export function requireState(
  caller: string,
  { graph, carried }: CarriedProgram,
  state: readonly Tensor[],
): void {
  if (state.length !== carried) {
    throw new ShapeError(`${caller}: expected a state of ${carried} tensors, got ${state.length}`);
  }
  const outputs = outputSpecs(graph);
  state.forEach((given, i) => {
    const input = graph.values[i];
    requireSame(`${caller}: expected state ${i}`, input, given);
    requireSame(`${caller}: expected output ${i}, which replaces state ${i},`, input, outputs[i]);
  });
}

/** Checks the inputs after the carried ones. Throws ShapeError when they do not fit. */
export function requireStepInputs(
  caller: string,
  { graph, carried }: CarriedProgram,
  inputs: readonly Tensor[],
): void {
  const expected = graph.inputCount - carried;
  if (inputs.length !== expected) {
    throw new ShapeError(
      `${caller}: expected ${expected} inputs after the state, got ${inputs.length}`,
    );
  }
  inputs.forEach((input, i) =>
    requireSame(`${caller}: expected input ${i}`, graph.values[carried + i], input),
  );
}

function requireSame(what: string, expected: Spec, actual: Spec): void {
  if (actual.dtype === expected.dtype && sameShape(actual.shape, expected.shape)) return;
  throw new ShapeError(`${what} to be ${show(expected)}, got ${show(actual)}`);
}

function show({ dtype, shape }: Spec): string {
  return `${dtype} ${formatShape(shape)}`;
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
