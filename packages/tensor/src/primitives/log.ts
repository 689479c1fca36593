import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Natural logarithm; -infinity at 0, NaN below. */
export const log: Primitive<NoAttributes> = unary("log", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i]);
  },
  vjp: (g, { ops, x }) => ops.div(g, x),
});
