import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** e^x - 1, accurate near 0. */
export const expm1: Primitive<NoAttributes> = unary("expm1", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.expm1(x[i]);
  },
  vjp: (g, { ops, x }) => ops.mul(g, ops.exp(x)),
});
