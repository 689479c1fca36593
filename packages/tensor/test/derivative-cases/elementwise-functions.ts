import * as t from "@erlangen/tensor/functions";
import { tensor } from "@erlangen/tensor";
import { ofOne, ofTwo, type CaseMaker } from "./case.ts";

/** Arithmetic, elementary functions, comparison and choice, activations. */
export const elementwiseFunctions: Readonly<Record<string, CaseMaker>> = {
  abs: ofOne(t.abs, "between"),
  add: ofTwo(t.add),
  atan: ofOne(t.atan),
  atan2: ofTwo(t.atan2, ["nonzero", "any"]),
  cast: ofOne((x) => t.cast(t.mul(t.cast(x, "float64"), 2), "float64")),
  clip: (draw) => ({ f: (x) => t.clip(x, -0.5, 1), inputs: [draw.tensor("between")] }),
  cos: ofOne(t.cos),
  div: ofTwo(t.div, ["any", "nonzero"]),
  elu: ofOne((x) => t.elu(x, 0.7), "between"),
  erf: ofOne(t.erf),
  exp: ofOne(t.exp),
  expm1: ofOne(t.expm1),
  floor: ofOne(t.floor, "between"),
  gelu: ofOne(t.gelu),
  leakyRelu: ofOne((x) => t.leakyRelu(x, 0.2), "between"),
  log: ofOne(t.log, "positive"),
  log1p: ofOne(t.log1p, "inside"),
  maximum: ofTwo(t.maximum, ["low", "high"]),
  minimum: ofTwo(t.minimum, ["low", "high"]),
  mul: ofTwo(t.mul),
  neg: ofOne(t.neg),
  pow: (draw) =>
    draw.flag()
      ? ofTwo(t.pow, ["positive", "any"])(draw)
      : ofOne((x) => t.pow(x, tensor(-2, [], "float64")), "nonzero")(draw),
  reciprocal: ofOne(t.reciprocal, "nonzero"),
  relu: ofOne(t.relu, "between"),
  // With quotients between n + 0.2 and n + 0.8, floor(a / b) does not jump.
  remainder: (draw) => ({
    f: (x, b) => t.remainder(t.mul(t.add(t.mul(t.sin(x), 0.3), 2.5), b), b),
    inputs: [draw.tensor("any"), draw.tensor("nonzero", draw.smaller())],
  }),
  select: (draw) => {
    const condition = draw.bools(draw.smaller());
    const branches = ofTwo((a, b) => t.add(t.select(condition, t.mul(a, b), b), t.mul(a, b)));
    return branches(draw);
  },
  sigmoid: ofOne(t.sigmoid),
  sign: ofOne(t.sign, "between"),
  silu: ofOne(t.silu),
  sin: ofOne(t.sin),
  softplus: ofOne((x) => t.softplus(t.mul(x, 25))),
  sqrt: ofOne(t.sqrt, "positive"),
  square: ofOne(t.square),
  stopGradient: ofOne((x) => t.sub(x, t.mul(t.stopGradient(t.zerosLike(x)), 2))),
  sub: ofTwo(t.sub),
  tan: ofOne(t.tan, "inside"),
  tanh: ofOne(t.tanh),
  where: (draw) => {
    const condition = draw.bools();
    return {
      f: (a, b) => t.where(condition, a, b),
      inputs: [draw.tensor(), draw.tensor("any", draw.smaller())],
    };
  },
};
