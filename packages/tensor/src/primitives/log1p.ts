import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** log(1 + x), accurate near 0. */
export const log1p: Primitive<NoAttributes> = unary("log1p", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log1p(x[i]);
  },
  vjp: (g, { ops, x }) => ops.div(g, ops.add(x, 1)),
});
