import { allocate, type Storage } from "./dtype.ts";
import type { Operations } from "./operations.ts";
import { sizeOf, type Shape } from "./shape.ts";
import { Tensor, type Spec } from "./tensor.ts";

/** An input of a host kernel: numbers with their shape. */
export interface HostArray {
  readonly data: Storage;
  readonly shape: Shape;
}

/** What a derivative rule sees of the application that it transposes. */
export interface Application<A> {
  readonly inputs: readonly Tensor[];
  readonly attributes: A;
  readonly output: Tensor;
}

/** What one application costs, for schedulers and reports. */
export interface Cost {
  /** Floating-point operations; a multiply-add counts as two. */
  readonly flops: number;
  /** Elements read and written. */
  readonly elements: number;
}

/**
 * One operation of the language, with the whole truth about it.
 *
 * Primitives have one output. `A` holds the static attributes: plain data, compared by value.
 */
export interface Primitive<A> {
  readonly name: string;

  /** Shape and element type of the output. Throws ShapeError or ArgumentError on input that does not fit. */
  spec(inputs: readonly Spec[], attributes: A): Spec;

  /** Computes the output into `output` (zero-filled on entry), row-major. */
  host(inputs: readonly HostArray[], attributes: A, output: HostArray): void;

  /**
   * The vector-Jacobian product: for each input the cotangent, `undefined` for inputs that have none.
   *
   * Written in operations of the language, so that derivatives of every order are right by construction.
   */
  vjp(
    application: Application<A>,
    cotangent: Tensor,
    ops: Operations,
  ): readonly (Tensor | undefined)[];

  /** Default: one operation for each element of the output. */
  cost?(inputs: readonly Spec[], attributes: A, output: Spec): Cost;

  /** The same map composed of simpler primitives, for engines that have no kernel for this one. */
  compose?(inputs: readonly Tensor[], attributes: A, ops: Operations): Tensor;
}

/**
 * Applies a primitive: at once on the host when every input has numbers, else as a new node of the trace.
 *
 * Shapes and errors are those of the primitive's `spec`.
 */
export function apply<A>(
  primitive: Primitive<A>,
  inputs: readonly Tensor[],
  attributes: A,
): Tensor {
  if (inputs.some((input) => input.origin !== undefined))
    return defer(primitive, inputs, attributes);
  return run(primitive, inputs, attributes, primitive.spec(inputs, attributes));
}

/** Applies a primitive as a node of a trace even when every input has numbers. */
export function defer<A>(
  primitive: Primitive<A>,
  inputs: readonly Tensor[],
  attributes: A,
): Tensor {
  return new Tensor(primitive.spec(inputs, attributes), {
    kind: "application",
    primitive,
    attributes,
    inputs,
  });
}

/** Runs the host kernel of a primitive on tensors with numbers. */
export function run<A>(
  primitive: Primitive<A>,
  inputs: readonly Tensor[],
  attributes: A,
  spec: Spec,
): Tensor {
  const data = allocate(spec.dtype, sizeOf(spec.shape));
  primitive.host(inputs, attributes, { data, shape: spec.shape });
  return new Tensor(spec, data);
}

/** A fresh input of a trace. */
export function placeholder(spec: Spec, name: string): Tensor {
  return new Tensor({ shape: [...spec.shape], dtype: spec.dtype }, { kind: "input", name });
}
