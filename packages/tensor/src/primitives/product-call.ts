import type { DType } from "../dtype.ts";
import type { Operations } from "../operations.ts";
import type { Tensor } from "../tensor.ts";
import type { ProductAttributes, ProductOperands, ProductSlot } from "./product-attributes.ts";
import type { ProductBlock } from "./product-table.ts";

/** One application of the tensor product, by slots. */
export interface ProductCall {
  readonly operands: ProductOperands;
  readonly indices: ProductOperands;
  readonly attributes: ProductAttributes;
  /** Number of rows that are multiplied. */
  readonly batch: number;
}

/** The element type that the operands of a call share. */
export function dtypeOfCall(operands: ProductOperands): DType {
  const operand = operands.left ?? operands.right;
  if (operand === undefined) throw new Error("internal: a tensor product without left and right");
  return operand.dtype;
}

/** The places of a block in its feature vector. */
export function segmentOf(block: ProductBlock): { offset: number; length: number } {
  return { offset: block.offset, length: block.multiplicity * block.dim };
}

/** Rows of a slot as the batch sees them: gathered when indexed, `[1, length]` when shared. */
export function batchRows(
  call: ProductCall,
  slot: ProductSlot,
  x: Tensor,
  ops: Operations,
): Tensor {
  const index = call.indices[slot];
  if (index !== undefined) return ops.gather(x, index, 0);
  return x;
}

/** An operand as a matrix `[rows, length]`, one row when shared. */
export function asMatrix(call: ProductCall, slot: ProductSlot, ops: Operations): Tensor {
  const operand = call.operands[slot];
  if (operand === undefined) throw new Error(`internal: a tensor product without ${slot}`);
  return call.attributes.access[slot] === "shared"
    ? ops.reshape(operand, [1, operand.shape[0]])
    : operand;
}

/** From rows of the batch to rows of the target: added by index, summed when shared, else as they are. */
export function collectRows(
  call: ProductCall,
  slot: ProductSlot,
  rows: Tensor,
  ops: Operations,
): Tensor {
  const { access, rows: count } = call.attributes;
  const index = call.indices[slot];
  if (index !== undefined) return ops.scatterAdd(rows, index, count ?? 0, 0);
  return access[slot] === "shared" ? ops.sum(rows, 0, { keepAxes: true }) : rows;
}
