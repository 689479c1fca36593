import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { DType, Storage } from "../dtype.ts";
import type { Operations } from "../operations.ts";
import type { Cost, Primitive } from "../primitive.ts";
import { formatShape, sameShape, sizeOf } from "../shape.ts";
import type { Spec, Tensor } from "../tensor.ts";

/** The attributes of a primitive that has none. */
export type NoAttributes = Readonly<Record<string, never>>;

/** Element types with derivatives. */
const floats: readonly DType[] = ["float32", "float64"];
/** Element types with arithmetic and an order. */
export const numbers: readonly DType[] = ["float32", "float64", "int32"];
/** Truth values. */
export const booleans: readonly DType[] = ["bool"];
/** Every element type. */
export const everything: readonly DType[] = ["float32", "float64", "int32", "bool"];

/** One operand, one formula for each element. */
export interface UnaryDefinition {
  /** Element types accepted; default float32 and float64. */
  readonly dtypes?: readonly DType[];
  /** Fills `out`; a loop of its own in each primitive, so that the engine of JavaScript can inline the formula. */
  readonly kernel: (x: Storage, out: Storage) => void;
  /** Cotangent of `x`, where `y` is the result; absent where the derivative is zero or there is none. */
  readonly vjp?: (
    cotangent: Tensor,
    of: { readonly x: Tensor; readonly y: Tensor; readonly ops: Operations },
  ) => Tensor;
  /** Floating-point operations for each element, by convention 1. */
  readonly flops?: number;
}

/** Two operands of equal shape and type, one formula for each pair of elements. */
export interface BinaryDefinition {
  /** Element types accepted; default float32 and float64. */
  readonly dtypes?: readonly DType[];
  /** Element type of the result; default that of the operands. */
  readonly result?: DType;
  readonly kernel: (a: Storage, b: Storage, out: Storage) => void;
  /** Cotangents of `a` and `b`, where `y` is the result. */
  readonly vjp?: (
    cotangent: Tensor,
    of: { readonly a: Tensor; readonly b: Tensor; readonly y: Tensor; readonly ops: Operations },
  ) => readonly [Tensor, Tensor];
  readonly flops?: number;
}

/** A primitive that maps each element by itself. */
export function unary(name: string, definition: UnaryDefinition): Primitive<NoAttributes> {
  const { dtypes = floats, kernel, vjp, flops = 1 } = definition;
  return {
    name,
    spec: (inputs) => {
      requireCount(name, inputs, 1);
      requireDType(name, inputs[0], dtypes);
      return { shape: inputs[0].shape, dtype: inputs[0].dtype };
    },
    host: ([x], _, output) => kernel(x.data, output.data),
    vjp: ({ inputs: [x], output: y }, cotangent, ops) => [vjp?.(cotangent, { x, y, ops })],
    cost: (inputs, _, output) => elementwiseCost(inputs, output, flops),
  };
}

/** A primitive that maps pairs of elements at the same place. */
export function binary(name: string, definition: BinaryDefinition): Primitive<NoAttributes> {
  const { dtypes = floats, result, kernel, vjp, flops = 1 } = definition;
  return {
    name,
    spec: (inputs) => {
      requireCount(name, inputs, 2);
      const [a, b] = inputs;
      requireDType(name, a, dtypes);
      requireAlike(name, a, b);
      return { shape: a.shape, dtype: result ?? a.dtype };
    },
    host: ([a, b], _, output) => kernel(a.data, b.data, output.data),
    vjp: ({ inputs: [a, b], output: y }, cotangent, ops) =>
      vjp?.(cotangent, { a, b, y, ops }) ?? [undefined, undefined],
    cost: (inputs, _, output) => elementwiseCost(inputs, output, flops),
  };
}

/** `flops` for each element of the output; every operand read once. */
export function elementwiseCost(inputs: readonly Spec[], output: Spec, flops: number): Cost {
  const size = sizeOf(output.shape);
  return {
    flops: flops * size,
    elements: size + inputs.reduce((sum, input) => sum + sizeOf(input.shape), 0),
  };
}

/** Throws unless there are `count` operands. */
export function requireCount(name: string, inputs: readonly Spec[], count: number): void {
  if (inputs.length !== count) {
    throw new ArgumentError(`${name}: expected ${count} operands, got ${inputs.length}`);
  }
}

/** Throws unless the element type is one of `dtypes`. */
export function requireDType(name: string, x: Spec, dtypes: readonly DType[]): void {
  if (!dtypes.includes(x.dtype)) {
    throw new ArgumentError(
      `${name}: expected an operand of ${dtypes.join(" or ")}, got ${x.dtype} ${formatShape(x.shape)}; use cast`,
    );
  }
}

/** Throws unless two operands have the same shape and element type. */
export function requireAlike(name: string, a: Spec, b: Spec): void {
  if (a.dtype !== b.dtype) {
    throw new ArgumentError(
      `${name}: expected operands of one element type, got ${a.dtype} and ${b.dtype}; use cast`,
    );
  }
  if (!sameShape(a.shape, b.shape)) {
    throw new ShapeError(
      `${name}: expected operands of equal shape, got ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
}
