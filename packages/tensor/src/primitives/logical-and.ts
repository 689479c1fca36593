import type { Primitive } from "../primitive.ts";
import { binary, booleans, type NoAttributes } from "./elementwise.ts";

/** a and b. */
export const logicalAnd: Primitive<NoAttributes> = binary("logicalAnd", {
  dtypes: booleans,
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] & b[i];
  },
});
