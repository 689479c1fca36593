import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** -1, 0 or 1; derivative zero everywhere. */
export const sign: Primitive<NoAttributes> = unary("sign", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sign(x[i]);
  },
});
