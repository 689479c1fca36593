import { erf as errorFunction } from "@erlangen/numerics";
import type { Primitive } from "../primitive.ts";
import { type NoAttributes, unary } from "./elementwise.ts";

/** The error function 2/sqrt(pi) integral_0^x exp(-t^2) dt; derivative 2/sqrt(pi) exp(-x^2). */
export const erf: Primitive<NoAttributes> = unary("erf", {
  kernel: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = errorFunction(x[i]);
  },
  vjp: (g, { ops, x }) =>
    ops.mul(ops.mul(g, 2 / Math.sqrt(Math.PI)), ops.exp(ops.neg(ops.mul(x, x)))),
});
