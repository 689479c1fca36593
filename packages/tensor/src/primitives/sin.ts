import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Sine of an angle in radians. */
export const sin: Primitive<NoAttributes> = unary("sin", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sin(x[i]);
  },
  vjp: (g, { ops, x }) => ops.mul(g, ops.cos(x)),
});
