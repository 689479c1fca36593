import type { Primitive } from "../primitive.ts";
import { booleans, type NoAttributes, unary } from "./elementwise.ts";

/** Not x. */
export const logicalNot: Primitive<NoAttributes> = unary("logicalNot", {
  dtypes: booleans,
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 - x[i];
  },
});
