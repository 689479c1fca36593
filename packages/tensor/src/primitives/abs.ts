import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** |x|; derivative sign(x), 0 at 0. */
export const abs: Primitive<NoAttributes> = unary("abs", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i]);
  },
  vjp: (g, { ops, x }) => ops.mul(g, ops.sign(x)),
});
