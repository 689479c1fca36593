import { ShapeError } from "@erlangen/numerics";
import {
  allocate,
  formatShape,
  sizeOf,
  Tensor,
  type Graph,
  type Shape,
  type Spec,
  type Storage,
} from "@erlangen/tensor";
import type { RuntimeTensor } from "./runtime.ts";

/** Zero-filled host memory for a tensor. */
export function storageFor({ dtype, shape }: Spec): Storage {
  return allocate(dtype, sizeOf(shape));
}

/**
 * An output that ONNX Runtime allocated, as it lies: its memory is recycled and not cleared first, which costs less
 * than memory of ours. The garbage collector frees it, also after the program was disposed.
 */
export function madeTensor(spec: Spec, made: RuntimeTensor): Tensor {
  return new Tensor(spec, made.data as Storage);
}

/** Shape and element type of each output of a program. */
export function outputSpecs(graph: Graph): readonly Spec[] {
  return graph.outputs.map((output) => {
    const { shape, dtype } = graph.values[output];
    return { shape, dtype };
  });
}

/**
 * Checks that `state` fits the leading inputs of the program, and that its leading outputs can take its place.
 *
 * @throws ShapeError when not.
 */
export function checkState(
  { graph, carried }: { readonly graph: Graph; readonly carried: number },
  state: readonly Tensor[],
): void {
  if (state.length !== carried) {
    throw new ShapeError(`native: expected a state of ${carried} tensors, got ${state.length}`);
  }
  const outputs = outputSpecs(graph);
  state.forEach((given, i) => {
    const input = graph.values[i];
    expectSame(`state ${i}`, input, given);
    expectSame(`output ${i}, which replaces state ${i},`, input, outputs[i]);
  });
}

/** Checks the inputs after the carried ones. */
export function checkStepInputs(
  { graph, carried }: { readonly graph: Graph; readonly carried: number },
  inputs: readonly Tensor[],
): void {
  const expected = graph.inputCount - carried;
  if (inputs.length !== expected) {
    throw new ShapeError(
      `native: expected ${expected} inputs after the state, got ${inputs.length}`,
    );
  }
  inputs.forEach((input, i) => expectSame(`input ${i}`, graph.values[carried + i], input));
}

function expectSame(name: string, expected: Spec, actual: Spec): void {
  if (actual.dtype === expected.dtype && sameShape(actual.shape, expected.shape)) return;
  throw new ShapeError(`native: expected ${name} to be ${show(expected)}, got ${show(actual)}`);
}

function show({ dtype, shape }: Spec): string {
  return `${dtype} ${formatShape(shape)}`;
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
