import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes } from "./elementwise.ts";

/**
 * a^b; with b = 0 it is 1, whatever a.
 *
 * Derivatives hold for negative `a` with integer `b`; that in `b` is 0 at a = 0.
 */
export const pow: Primitive<NoAttributes> = binary("pow", {
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] ** b[i];
  },
  vjp: (g, { a, b, ops, y }) => {
    const atZero = ops.equal(a, 0);
    // At a = b = 0 the factor b makes the slope 0: keep the power beside it finite.
    const exponent = ops.select(ops.logicalAnd(atZero, ops.equal(b, 0)), 1, b);
    return [
      ops.mul(g, ops.mul(b, ops.pow(a, ops.sub(exponent, 1)))),
      ops.mul(g, ops.mul(y, ops.log(ops.select(atZero, 1, a)))),
    ];
  },
});
