import type { Primitive } from "../primitive.ts";
import { binary, type NoAttributes } from "./elementwise.ts";

/** The angle of the point (b, a) with the first axis, in [-pi, pi]; derivative 0 at the origin. */
export const atan2: Primitive<NoAttributes> = binary("atan2", {
  kernel: (a, b, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.atan2(a[i], b[i]);
  },
  vjp: (g, { a, b, ops }) => {
    const square = ops.add(ops.mul(a, a), ops.mul(b, b));
    // Replaced before the division: a select after it would still multiply 0 by infinity in higher orders.
    const scaled = ops.div(g, ops.select(ops.equal(square, 0), 1, square));
    return [ops.mul(scaled, b), ops.neg(ops.mul(scaled, a))];
  },
});
