import type { Primitive } from "../primitive.ts";
import { everything, type NoAttributes, unary } from "./elementwise.ts";

/** x, held constant in derivatives. */
export const stopGradient: Primitive<NoAttributes> = unary("stopGradient", {
  dtypes: everything,
  kernel: (x, out) => {
    out.set(x);
  },
});
