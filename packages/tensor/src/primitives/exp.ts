import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** e^x. */
export const exp: Primitive<NoAttributes> = unary("exp", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]);
  },
  vjp: (g, { ops, y }) => ops.mul(g, y),
});
