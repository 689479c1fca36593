import { apply, type Primitive, type Tensor } from "@erlangen/tensor";
import * as p from "@erlangen/tensor/primitives";
import type { Domain, Draw } from "../draw.ts";
import type { CaseMaker } from "./case.ts";
import { drawConvGeneral, multiplyingFunctions } from "./multiplying-functions.ts";
import { drawSegments } from "./segment-functions.ts";
import { placingFunctions } from "./placing-functions.ts";

type Plain = Primitive<p.NoAttributes>;

/** Every primitive with a derivative, applied without the functions around it. */
export const primitives: Readonly<Record<string, CaseMaker>> = {
  abs: unary(p.abs, "between"),
  add: binary(p.add),
  atan: unary(p.atan),
  atan2: binary(p.atan2, "nonzero", "any"),
  broadcastTo: placingFunctions["broadcastTo"],
  cast: (draw) => ({ f: (x) => apply(p.cast, [x], { dtype: "float64" }), inputs: [draw.tensor()] }),
  concatenate: placingFunctions["concatenate"],
  conv: drawConvGeneral,
  cos: unary(p.cos),
  cumsum: along((axis, draw) => {
    const attributes = { axis, reverse: draw.flag(), exclusive: draw.flag() };
    return (x) => apply(p.cumsum, [x], attributes);
  }),
  div: binary(p.div, "any", "nonzero"),
  erf: unary(p.erf),
  exp: unary(p.exp),
  expm1: unary(p.expm1),
  flip: over((axes) => (x) => apply(p.flip, [x], { axes })),
  floor: unary(p.floor, "between"),
  gather: placingFunctions["gather"],
  log: unary(p.log, "positive"),
  log1p: unary(p.log1p, "inside"),
  matmul: (draw) => {
    const [m, k, n] = [draw.integer(0, 3), draw.integer(0, 3), draw.integer(0, 3)];
    return {
      f: (a, b) => apply(p.matmul, [a, b], {}),
      inputs: [
        draw.tensor("any", [...draw.shape, m, k]),
        draw.tensor("any", [...draw.shape, k, n]),
      ],
    };
  },
  max: binary(p.max, "low", "high"),
  min: binary(p.min, "low", "high"),
  mul: binary(p.mul),
  neg: unary(p.neg),
  pad: placingFunctions["padGeneral"],
  pow: binary(p.pow, "positive", "any"),
  reciprocal: unary(p.reciprocal, "nonzero"),
  reduceMax: (draw) => {
    const shape = draw.shape.map((length) => Math.max(1, length));
    const axes = draw.axes(shape.length);
    return {
      f: (x) => apply(p.reduceMax, [x], { axes }),
      inputs: [draw.tensor("distinct", shape)],
    };
  },
  reduceSum: over((axes) => (x) => apply(p.reduceSum, [x], { axes })),
  remainder: (draw) => ({
    // The quotient is the first input, which stays away from integers.
    f: (a, b) => apply(p.remainder, [apply(p.mul, [a, b], {}), b], {}),
    inputs: [draw.tensor("between"), draw.tensor("nonzero")],
  }),
  reshape: (draw) => ({
    f: (x) => apply(p.reshape, [x], { shape: [1, ...draw.shape.toReversed(), 1] }),
    inputs: [draw.tensor()],
  }),
  scatterAdd: placingFunctions["scatterAdd"],
  scatterMax: (draw) => {
    const { x, segments, count } = drawSegments(draw, "distinct");
    return {
      f: (y) => apply(p.scatterMax, [y, segments], { axis: 0, length: count }),
      inputs: [x],
    };
  },
  select: (draw) => {
    const condition = draw.bools();
    return {
      f: (yes, no) => apply(p.select, [condition, yes, no], {}),
      inputs: [draw.tensor(), draw.tensor()],
    };
  },
  sigmoid: unary(p.sigmoid),
  sign: unary(p.sign, "between"),
  sin: unary(p.sin),
  slice: placingFunctions["sliceGeneral"],
  solidHarmonics: multiplyingFunctions["solidHarmonics"],
  sqrt: unary(p.sqrt, "positive"),
  sub: binary(p.sub),
  tanh: unary(p.tanh),
  tensorProduct: multiplyingFunctions["weightedTensorProduct"],
  transpose: placingFunctions["transpose"],
};

function unary(primitive: Plain, domain: Domain = "any"): CaseMaker {
  return (draw) => ({ f: (x) => apply(primitive, [x], {}), inputs: [draw.tensor(domain)] });
}

function binary(primitive: Plain, first: Domain = "any", second: Domain = "any"): CaseMaker {
  return (draw) => ({
    f: (a, b) => apply(primitive, [a, b], {}),
    inputs: [draw.tensor(first), draw.tensor(second)],
  });
}

function over(make: (axes: number[]) => (x: Tensor) => Tensor): CaseMaker {
  return (draw) => ({ f: make(draw.axes(draw.shape.length)), inputs: [draw.tensor()] });
}

function along(make: (axis: number, draw: Draw) => (x: Tensor) => Tensor): CaseMaker {
  return (draw) => {
    const shape = draw.atLeast(1);
    return {
      f: make(draw.integer(0, shape.length - 1), draw),
      inputs: [draw.tensor("any", shape)],
    };
  };
}
