import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Inverse tangent, in (-pi/2, pi/2). */
export const atan: Primitive<NoAttributes> = unary("atan", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.atan(x[i]);
  },
  vjp: (g, { ops, x }) => ops.div(g, ops.add(1, ops.mul(x, x))),
});
