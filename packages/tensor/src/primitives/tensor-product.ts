import type { Tensor } from "../tensor.ts";
export type ProductSlot = "left" | "right" | "weight" | "output";
export interface ProductAttributes { readonly target: ProductSlot }
export type ProductOperands = { readonly [slot in ProductSlot]?: Tensor };
