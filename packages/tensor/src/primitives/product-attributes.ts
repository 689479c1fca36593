import type { Tensor } from "../tensor.ts";
import type { ProductTable } from "./product-table.ts";

/** The four vectors of the form: F(left, right, weight, output) = Σ c · left_i · right_j · weight · output_k. */
export type ProductSlot = "left" | "right" | "weight" | "output";

/** The slots in the order of operands and indices. */
export const productSlots: readonly ProductSlot[] = ["left", "right", "weight", "output"];

/**
 * Which row of a slot belongs to row b of the batch: row b itself, one shared vector, or the row that an index names.
 */
export type SlotAccess = "row" | "shared" | "indexed";

/** Which derivative of the trilinear form is computed, and how each slot is addressed. */
export interface ProductAttributes {
  readonly table: ProductTable;
  /** The slot that is computed; the others are operands. `output` is the tensor product itself. */
  readonly target: ProductSlot;
  readonly access: Readonly<Record<ProductSlot, SlotAccess>>;
  /**
   * Rows of the target when its access is `indexed` (results of equal index add up), or when it is `row` and all other
   * slots are shared (default 1).
   */
  readonly rows?: number;
}

/** A tensor, or its index, for each slot. */
export type ProductOperands = { readonly [slot in ProductSlot]?: Tensor };
