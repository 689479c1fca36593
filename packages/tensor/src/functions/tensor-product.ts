import { ArgumentError } from "@erlangen/numerics";
import { apply } from "../primitive.ts";
import {
  productSlots,
  type ProductAttributes,
  type ProductOperands,
  type ProductSlot,
} from "../primitives/product-attributes.ts";
import { tensorProduct } from "../primitives/tensor-product.ts";
import type { Tensor } from "../tensor.ts";

/**
 * Any slot of a weighted tensor product, with operands and indices by name.
 *
 * @param operands - The three slots other than `attributes.target`.
 * @param indices - An int32 `[batch]` for each slot whose access is `indexed`.
 * @returns The slot `attributes.target`; see the primitive `tensorProduct`.
 * @throws ArgumentError when a slot or index is missing; ShapeError when shapes do not fit the table.
 */
export function weightedTensorProduct(
  operands: ProductOperands,
  indices: ProductOperands,
  attributes: ProductAttributes,
): Tensor {
  const given = productSlots.filter((slot) => slot !== attributes.target);
  const indexed = productSlots.filter((slot) => attributes.access[slot] === "indexed");
  return apply(
    tensorProduct,
    [
      ...given.map((slot) => pick(operands, slot, "operand")),
      ...indexed.map((slot) => pick(indices, slot, "index of")),
    ],
    attributes,
  );
}

function pick(from: ProductOperands, slot: ProductSlot, what: string): Tensor {
  const found = from[slot];
  if (found === undefined) {
    throw new ArgumentError(`weightedTensorProduct: expected ${what} "${slot}", got none`);
  }
  return found;
}
