import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Hyperbolic tangent; derivative 1 - y^2. */
export const tanh: Primitive<NoAttributes> = unary("tanh", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]);
  },
  vjp: (g, { ops, y }) => ops.mul(g, ops.sub(1, ops.mul(y, y))),
});
