import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes } from "./elementwise.ts";

/** a - b floor(a / b), with the sign of b. */
export const remainder: Primitive<NoAttributes> = binary("remainder", {
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) {
      const rest = a[i] % b[i];
      out[i] = rest !== 0 && rest < 0 !== b[i] < 0 ? rest + b[i] : rest;
    }
  },
  vjp: (g, { a, b, ops, y }) => [
    g,
    // floor(a / b), written so that its own derivatives vanish.
    ops.mul(g, ops.div(ops.sub(y, a), b)),
  ],
});
