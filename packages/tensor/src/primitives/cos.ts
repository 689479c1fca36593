import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Cosine of an angle in radians. */
export const cos: Primitive<NoAttributes> = unary("cos", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.cos(x[i]);
  },
  vjp: (g, { ops, x }) => ops.neg(ops.mul(g, ops.sin(x))),
});
