import { ArgumentError } from "@erlangen/numerics";
import type { ProductAttributes, ProductSlot, SlotAccess } from "@erlangen/tensor";
import { productSlots } from "@erlangen/tensor/primitives";
import type { KernelCall } from "../kernels.ts";

/** A slot of a product as parameters of its kernel. */
export interface SlotSource {
  readonly access: SlotAccess;
  readonly rows: number;
  /** Numbers in a row. */
  readonly length: number;
  /** Which parameter has the address of the numbers. */
  readonly parameter: number;
  /** Which parameter has the address of the index, if the slot is indexed. */
  readonly index: number | undefined;
}

/** A tensor product with its shapes, ready for code. */
export interface ProductCall {
  readonly attributes: ProductAttributes;
  readonly slots: Readonly<Record<ProductSlot, SlotSource>>;
  readonly batch: number;
}

/** Sorts the operands of a product by slot; they come as `tensorProduct` lists them. */
export function productCallOf({ attributes, operands, target }: KernelCall): ProductCall {
  const product = attributes as ProductAttributes;
  const { table, access } = product;
  const others = productSlots.filter((slot) => slot !== product.target);
  const indexed = productSlots.filter((slot) => access[slot] === "indexed");
  let batch: number | undefined;
  const source = (slot: ProductSlot): SlotSource => {
    const isTarget = slot === product.target;
    const parameter = isTarget ? operands.length : others.indexOf(slot);
    const { shape } = isTarget ? target : operands[parameter];
    const index = access[slot] === "indexed" ? others.length + indexed.indexOf(slot) : undefined;
    if (index !== undefined) [batch] = operands[index].shape;
    else if (access[slot] === "row") [batch] = shape;
    const rows = access[slot] === "shared" ? 1 : shape[0];
    return { access: access[slot], rows, length: table[slot], parameter, index };
  };
  const slots = {
    left: source("left"),
    right: source("right"),
    weight: source("weight"),
    output: source("output"),
  };
  return { attributes: product, slots, batch: batch ?? product.rows ?? 1 };
}

/** The error of an index with an entry out of range, in the words of the host. */
export function indexFault(
  { slots }: ProductCall,
  operand: number,
  index: Int32Array,
): ArgumentError {
  const slot = productSlots.find((name) => slots[name].index === operand) ?? "left";
  const { rows } = slots[slot];
  const at = index.findIndex((row) => row < 0 || row >= rows);
  return new ArgumentError(
    `tensorProduct: expected index of ${slot} in [0, ${rows}), got ${index[at]} at position ${at}`,
  );
}
