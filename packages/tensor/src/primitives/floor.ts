import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** Largest integer at most x; derivative zero everywhere. */
export const floor: Primitive<NoAttributes> = unary("floor", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.floor(x[i]);
  },
});
