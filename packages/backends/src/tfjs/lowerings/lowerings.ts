import { dataMovementLowerings } from "./data-movement.ts";
import { elementwiseLowerings } from "./elementwise.ts";
import type { TfjsLowerings } from "./lowering.ts";
import { productLowerings } from "./products.ts";
import { reductionLowerings } from "./reductions.ts";

/** How each primitive is computed by kernels of TensorFlow.js. */
export const tfjsLowerings: TfjsLowerings = {
  ...elementwiseLowerings,
  ...dataMovementLowerings,
  ...reductionLowerings,
  ...productLowerings,
};
