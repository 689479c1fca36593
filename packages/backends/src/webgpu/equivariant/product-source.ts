import type { ProductAttributes, ProductSlot, SlotAccess } from "@erlangen/tensor";
import { gather, productSlots } from "@erlangen/tensor/primitives";
import type { PrimitiveStep, View } from "../../schedule/schedule.ts";
import { productCallOf } from "../../wasm/equivariant/product-call.ts";
import { planGather } from "../kernels/gather.ts";
import type { Planner } from "../planner.ts";

/** A slot of a product on the device. */
export interface SlotView {
  readonly access: SlotAccess;
  readonly view: View;
  /** Rows of the view; 1 when it is shared. */
  readonly rows: number;
  /** int32 `[batch]`, when the slot is indexed. */
  readonly index: View | undefined;
}

/** A tensor product, or a derivative of it, with its views. */
export interface DeviceProduct {
  readonly attributes: ProductAttributes;
  readonly slots: Readonly<Record<ProductSlot, SlotView>>;
  readonly batch: number;
}

/** Buffers that every device lets a shader bind. */
const maxBindings = 8;

/** Sorts the operands by slot and has the indices checked. */
export function productOf(
  { attributes, operands, target, primitive }: PrimitiveStep,
  planner: Planner,
): DeviceProduct {
  const { attributes: product, slots, batch } = productCallOf({ attributes, operands, target });
  const slotView = (slot: ProductSlot): SlotView => {
    const { access, rows, parameter, index } = slots[slot];
    const list = index === undefined ? undefined : operands[index];
    if (list !== undefined) planner.checkIndices(list, rows, primitive.name);
    return { access, rows, view: operands[parameter] ?? target, index: list };
  };
  const views = {
    left: slotView("left"),
    right: slotView("right"),
    weight: slotView("weight"),
    output: slotView("output"),
  };
  return { attributes: product, slots: views, batch };
}

/**
 * Gathers the smallest indexed operands beforehand when a shader would bind too many buffers.
 *
 * @param further - Buffers that a shader binds beside those of the product.
 */
export function withinBindings(
  product: DeviceProduct,
  planner: Planner,
  further: number,
): DeviceProduct {
  const { attributes, slots } = product;
  const { target, table } = attributes;
  const indexed = productSlots
    .filter((slot) => slot !== target && slots[slot].index !== undefined)
    .toSorted((a, b) => table[a] - table[b]);
  // Three operands and their indices, the result, and the order and starts of its segments.
  const bindings = 4 + further + indexed.length + (slots[target].index === undefined ? 0 : 2);
  const gathered = indexed.slice(0, Math.max(0, bindings - maxBindings));
  const copies = gathered.map((slot): [ProductSlot, SlotView] => [
    slot,
    gatherRows(product, slot, planner),
  ]);
  return { ...product, slots: { ...slots, ...Object.fromEntries(copies) } };
}

/** An operand with a row for each row of the batch, unless it is shared. */
export function gatherRows(
  { attributes, slots, batch }: DeviceProduct,
  slot: ProductSlot,
  planner: Planner,
): SlotView {
  const { view, index } = slots[slot];
  if (index === undefined) return slots[slot];
  const target = planner.scratch(view.dtype, [batch, attributes.table[slot]]);
  const operands = [view, index];
  planGather(
    { kind: "primitive", primitive: gather, attributes: { axis: 0 }, operands, target },
    planner,
  );
  return { access: "row", view: target, rows: batch, index: undefined };
}
