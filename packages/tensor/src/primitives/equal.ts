import type { Primitive } from "../primitive.ts";
import { binary, everything, type NoAttributes } from "./elementwise.ts";

/** Whether a = b; NaN equals nothing. */
export const equal: Primitive<NoAttributes> = binary("equal", {
  dtypes: everything,
  result: "bool",
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] === b[i] ? 1 : 0;
  },
});
