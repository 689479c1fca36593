import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Square root; derivative infinite at 0 (see the function `safeNorm` for lengths). */
export const sqrt: Primitive<NoAttributes> = unary("sqrt", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]);
  },
  vjp: (g, { ops, y }) => ops.div(ops.mul(g, 0.5), y),
});
