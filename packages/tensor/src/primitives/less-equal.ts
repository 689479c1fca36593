import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes, numbers } from "./elementwise.ts";

/** Whether a <= b. */
export const lessEqual: Primitive<NoAttributes> = binary("lessEqual", {
  dtypes: numbers,
  result: "bool",
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] <= b[i] ? 1 : 0;
  },
});
