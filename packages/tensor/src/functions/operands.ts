import { ArgumentError, ShapeError } from "@erlangen/numerics";
import { isFloat, type DType } from "../dtype.ts";
import type { Operand } from "../operations.ts";
import { apply, defer, type Primitive } from "../primitive.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import type { NoAttributes } from "../primitives/elementwise.ts";
import { broadcastShapes, formatShape, sameShape, type Shape } from "../shape.ts";
import { Tensor } from "../tensor.ts";

/** Applies an elementwise primitive to operands that broadcast. */
export function elementwise(
  caller: string,
  primitive: Primitive<NoAttributes>,
  operands: readonly Operand[],
): Tensor {
  return apply(primitive, stretch(caller, lift(caller, operands)), {});
}

/**
 * Gives numbers the element type of the tensors beside them.
 *
 * @throws ArgumentError when there is no tensor, when element types differ, or an operand is something else.
 */
export function lift(caller: string, operands: readonly Operand[]): Tensor[] {
  const tensors = operands.filter((operand) => operand instanceof Tensor);
  if (tensors.length === 0) {
    throw new ArgumentError(
      `${caller}: expected a tensor among the operands, got ${operands.map(describe).join(" and ")}`,
    );
  }
  const [{ dtype }] = tensors;
  for (const other of tensors) {
    if (other.dtype !== dtype) {
      throw new ArgumentError(
        `${caller}: expected operands of one element type, got ${dtype} and ${other.dtype}; use cast`,
      );
    }
  }
  return operands.map((operand) =>
    operand instanceof Tensor ? operand : scalar(caller, operand, dtype),
  );
}

/** A number as a tensor of shape []. */
function scalar(caller: string, value: number, dtype: DType): Tensor {
  if (typeof value !== "number") {
    throw new ArgumentError(`${caller}: expected a tensor or a number, got ${describe(value)}`);
  }
  if (dtype === "bool" || (dtype === "int32" && (value | 0) !== value)) {
    throw new ArgumentError(
      `${caller}: expected an operand that fits ${dtype}, got ${value}; use cast`,
    );
  }
  const data =
    dtype === "float32"
      ? new Float32Array(1)
      : dtype === "float64"
        ? new Float64Array(1)
        : new Int32Array(1);
  data[0] = value;
  return new Tensor({ shape: [], dtype }, data);
}

/** Broadcasts tensors to their common shape. */
export function stretch(caller: string, tensors: readonly Tensor[]): Tensor[] {
  const shape = broadcastShapes(caller, ...tensors.map((tensor) => tensor.shape));
  return tensors.map((tensor) => stretchBeside(tensor, shape, tensors));
}

/**
 * Broadcasts one operand of several.
 *
 * Beside a traced operand a constant stays small: its repetition is part of the program instead of numbers in it, and
 * engines repeat implicitly.
 */
export function stretchBeside(x: Tensor, shape: Shape, operands: readonly Tensor[]): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const traced = operands.some((operand) => operand.origin !== undefined);
  return (traced ? defer : apply)(broadcastTo, [x], { shape });
}

/** Throws unless the element type of an argument has derivatives. */
export function requireFloat(caller: string, name: string, x: Tensor): void {
  if (!(x instanceof Tensor) || !isFloat(x.dtype)) {
    throw new ArgumentError(
      `${caller}: expected ${name} of float32 or float64, got ${describe(x)}; use cast`,
    );
  }
}

/** Throws unless an argument is a tensor of numbers: of any element type but bool. */
export function requireNumbers(caller: string, name: string, x: Tensor): void {
  if (!(x instanceof Tensor) || x.dtype === "bool") {
    throw new ArgumentError(
      `${caller}: expected ${name} of float32, float64 or int32, got ${describe(x)}; use cast`,
    );
  }
}

/** Throws unless an argument has a shape; `symbolic` names its axes. */
export function requireShape(
  caller: string,
  name: string,
  x: Tensor,
  { shape, symbolic }: { readonly shape: Shape; readonly symbolic: string },
): void {
  if (!sameShape(x.shape, shape)) {
    throw new ShapeError(
      `${caller}: expected ${name} of shape ${symbolic} = ${formatShape(shape)}, got ${formatShape(x.shape)}`,
    );
  }
}

/** How an argument that is no tensor looks in an error message. */
function describe(value: unknown): string {
  if (value instanceof Tensor) return `${value.dtype} tensor`;
  return value === null ? "null" : typeof value === "number" ? `${value}` : typeof value;
}
