import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** 1 / (1 + e^-x), without overflow; derivative y(1 - y). */
export const sigmoid: Primitive<NoAttributes> = unary("sigmoid", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) {
      // Of the two equal forms the one whose exponential is at most 1.
      const decay = Math.exp(-Math.abs(x[i]));
      out[i] = x[i] < 0 ? decay / (1 + decay) : 1 / (1 + decay);
    }
  },
  vjp: (g, { ops, y }) => ops.mul(g, ops.mul(y, ops.sub(1, y))),
});
