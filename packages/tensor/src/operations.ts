import type { DType } from "./dtype.ts";
import type { ConvAttributes } from "./primitives/conv.ts";
import type { PadAttributes } from "./primitives/pad.ts";
import type { ProductOperands, ProductAttributes } from "./primitives/product-attributes.ts";
import type { SliceAttributes } from "./primitives/slice.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** A tensor, or a number that takes the element type of the other operand. */
export type Operand = Tensor | number;

/**
 * The vocabulary in which derivative rules and compositions are written.
 *
 * Rules receive it as an argument, so that primitives do not import each other. The functions behave as the public
 * ones of the same name: elementwise ones broadcast by NumPy's rule, axes may be negative.
 */
export interface Operations {
  // Elementwise, one operand.
  neg(x: Tensor): Tensor;
  abs(x: Tensor): Tensor;
  sign(x: Tensor): Tensor;
  exp(x: Tensor): Tensor;
  log(x: Tensor): Tensor;
  sqrt(x: Tensor): Tensor;
  sin(x: Tensor): Tensor;
  cos(x: Tensor): Tensor;
  tanh(x: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  reciprocal(x: Tensor): Tensor;
  cast(x: Tensor, dtype: DType): Tensor;

  // Elementwise, several operands.
  add(a: Operand, b: Operand): Tensor;
  sub(a: Operand, b: Operand): Tensor;
  mul(a: Operand, b: Operand): Tensor;
  div(a: Operand, b: Operand): Tensor;
  pow(a: Operand, b: Operand): Tensor;
  less(a: Operand, b: Operand): Tensor;
  equal(a: Operand, b: Operand): Tensor;
  logicalNot(x: Tensor): Tensor;
  logicalAnd(a: Tensor, b: Tensor): Tensor;
  select(condition: Tensor, yes: Operand, no: Operand): Tensor;

  // Reductions.
  sum(x: Tensor, axes?: number | readonly number[], options?: { keepAxes?: boolean }): Tensor;
  cumsum(x: Tensor, axis: number, options?: { reverse?: boolean; exclusive?: boolean }): Tensor;

  // Products.
  /** [...batch, m, k] x [...batch, k, n] -> [...batch, m, n]; batch axes broadcast. */
  matmul(a: Tensor, b: Tensor): Tensor;
  /** Channels-first convolution, all attributes explicit: see primitives/conv.ts. */
  convGeneral(x: Tensor, kernel: Tensor, attributes: ConvAttributes): Tensor;
  /** Any slot of the weighted tensor product: see primitives/tensor-product.ts. */
  weightedTensorProduct(
    operands: ProductOperands,
    indices: ProductOperands,
    attributes: ProductAttributes,
  ): Tensor;
  /** Component-normalised solid harmonics r^l Y_l of l = 0..lMax: [..., 3] -> [..., (lMax+1)^2]. */
  solidHarmonics(points: Tensor, lMax: number): Tensor;

  // Shape and place.
  reshape(x: Tensor, shape: Shape): Tensor;
  transpose(x: Tensor, permutation?: readonly number[]): Tensor;
  broadcastTo(x: Tensor, shape: Shape): Tensor;
  sliceGeneral(x: Tensor, attributes: SliceAttributes): Tensor;
  padGeneral(x: Tensor, attributes: PadAttributes): Tensor;
  argsort(x: Tensor, axis: number): Tensor;
  flip(x: Tensor, axes: number | readonly number[]): Tensor;
  concatenate(parts: readonly Tensor[], axis: number): Tensor;
  /** out[..., i..., ...] = x[..., indices[i...], ...] along `axis`. */
  gather(x: Tensor, indices: Tensor, axis?: number): Tensor;
  /** The transpose of gather: adds slices of `updates` into zeros whose `axis` has length `length`. */
  scatterAdd(updates: Tensor, indices: Tensor, length: number, axis?: number): Tensor;

  // Constants of the element type of `like`.
  constant(values: Float64Array, shape: Shape, dtype: DType): Tensor;
  zeros(shape: Shape, dtype: DType): Tensor;
}
