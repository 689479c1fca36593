import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes, numbers } from "./elementwise.ts";

/** a + b. */
export const add: Primitive<NoAttributes> = binary("add", {
  dtypes: numbers,
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i];
  },
  vjp: (g) => [g, g],
});
