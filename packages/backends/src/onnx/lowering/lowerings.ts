import { elementwiseLowerings } from "./elementwise.ts";
import type { LoweringTable } from "./lowering.ts";
import { placeLowerings } from "./places.ts";
import { productLowerings } from "./products.ts";
import { reductionLowerings } from "./reductions.ts";
import { shapeLowerings } from "./shape.ts";

/** Every primitive that has a form in ONNX, by name. */
export const lowerings: LoweringTable = {
  ...elementwiseLowerings,
  ...placeLowerings,
  ...productLowerings,
  ...reductionLowerings,
  ...shapeLowerings,
};
