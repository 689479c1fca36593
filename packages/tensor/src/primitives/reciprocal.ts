import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** 1 / x. */
export const reciprocal: Primitive<NoAttributes> = unary("reciprocal", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / x[i];
  },
  vjp: (g, { ops, y }) => ops.neg(ops.mul(g, ops.mul(y, y))),
});
