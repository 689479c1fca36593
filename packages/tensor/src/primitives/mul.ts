import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes, numbers } from "./elementwise.ts";

/** a b; int32 wraps around. */
export const mul: Primitive<NoAttributes> = binary("mul", {
  dtypes: numbers,
  kernel: (a, b, out) => {
    if (out instanceof Int32Array) {
      for (let i = 0; i < out.length; i++) out[i] = Math.imul(a[i], b[i]);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
    }
  },
  vjp: (g, { a, b, ops }) => [ops.mul(g, b), ops.mul(g, a)],
});
