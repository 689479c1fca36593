import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes, numbers } from "./elementwise.ts";

/** The smaller of two; NaN if one is; equal operands share the cotangent. */
export const min: Primitive<NoAttributes> = binary("min", {
  dtypes: numbers,
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] <= b[i] || a[i] !== a[i] ? a[i] : b[i];
  },
  vjp: (g, { a, b, ops }) => {
    const shared = ops.select(ops.equal(a, b), ops.mul(g, 0.5), 0);
    return [ops.select(ops.less(a, b), g, shared), ops.select(ops.less(b, a), g, shared)];
  },
});
