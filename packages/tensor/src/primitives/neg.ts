import type { Primitive } from "../primitive.ts";
import { type NoAttributes, numbers, unary } from "./elementwise.ts";

/** -x. */
export const neg: Primitive<NoAttributes> = unary("neg", {
  dtypes: numbers,
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -x[i];
  },
  vjp: (g, { ops }) => ops.neg(g),
});
