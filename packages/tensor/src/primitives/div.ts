import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes } from "./elementwise.ts";

/** a / b. */
export const div: Primitive<NoAttributes> = binary("div", {
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] / b[i];
  },
  vjp: (g, { b, ops, y }) => {
    const da = ops.div(g, b);
    return [da, ops.neg(ops.mul(da, y))];
  },
});
