import type { Primitive } from "../primitive.ts";
import { binary, booleans, type NoAttributes } from "./elementwise.ts";

/** a or b. */
export const logicalOr: Primitive<NoAttributes> = binary("logicalOr", {
  dtypes: booleans,
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] | b[i];
  },
});
