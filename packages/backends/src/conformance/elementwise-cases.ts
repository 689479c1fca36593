import {
  abs,
  add,
  atan,
  atan2,
  cast,
  clip,
  cos,
  div,
  equal,
  erf,
  exp,
  expm1,
  floor,
  less,
  lessEqual,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  reciprocal,
  remainder,
  select,
  sigmoid,
  sign,
  sin,
  sqrt,
  stopGradient,
  sub,
  tanh,
  type Shape,
  type Tensor,
} from "@erlangen/tensor";
import { operation, type Draw, type OperationCase } from "./operation-case.ts";

const shapes: readonly Shape[] = [[], [1], [7], [2, 3], [0], [3, 0, 2]];

/** Pairs that broadcast. */
const pairs: readonly (readonly [Shape, Shape])[] = [
  [[], []],
  [[5], [5]],
  [[2, 3], [3]],
  [
    [2, 1],
    [1, 3],
  ],
  [[4], []],
  [[0, 3], [3]],
  [
    [2, 1, 3],
    [4, 1],
  ],
];

const unary: readonly (readonly [name: string, f: (x: Tensor) => Tensor, draw: Draw])[] = [
  ["neg", neg, "normal"],
  ["abs", abs, "nonzero"],
  ["exp", exp, "normal"],
  ["log", log, "positive"],
  ["log1p", log1p, "positive"],
  ["expm1", expm1, "normal"],
  ["sqrt", sqrt, "positive"],
  ["sin", sin, "normal"],
  ["cos", cos, "normal"],
  ["tanh", tanh, "normal"],
  ["sigmoid", sigmoid, "normal"],
  ["erf", erf, "normal"],
  ["atan", atan, "normal"],
  ["reciprocal", reciprocal, "nonzero"],
];

const steps: readonly (readonly [name: string, f: (x: Tensor) => Tensor])[] = [
  ["sign", sign],
  ["floor", floor],
  ["stopGradient", stopGradient],
];

const binary: readonly (readonly [
  name: string,
  f: (a: Tensor, b: Tensor) => Tensor,
  draws: readonly [Draw, Draw],
])[] = [
  ["add", add, ["normal", "normal"]],
  ["sub", sub, ["normal", "normal"]],
  ["mul", mul, ["normal", "normal"]],
  ["div", div, ["normal", "nonzero"]],
  ["pow", pow, ["positive", "normal"]],
  ["maximum", maximum, ["normal", "normal"]],
  ["minimum", minimum, ["normal", "normal"]],
  ["atan2", atan2, ["nonzero", "nonzero"]],
  ["remainder", remainder, ["normal", "nonzero"]],
];

const comparisons: readonly (readonly [string, (a: Tensor, b: Tensor) => Tensor])[] = [
  ["less", less],
  ["lessEqual", lessEqual],
  ["equal", equal],
];

const integers: readonly (readonly [string, (a: Tensor, b: Tensor) => Tensor])[] = [
  ["add", add],
  ["sub", sub],
  ["mul", mul],
  ["maximum", maximum],
  ["minimum", minimum],
  ["less", less],
  ["lessEqual", lessEqual],
  ["equal", equal],
];

const tiny = 1e-5;

/** Elementwise operations, broadcasting included. */
export const elementwiseCases: readonly OperationCase[] = [
  ...unary.flatMap(([name, f, draw]) =>
    shapes.map((shape) => operation(name, [{ shape, draw }], ([x]) => f(x))),
  ),
  ...steps.flatMap(([name, f]) =>
    shapes.map((shape) => operation(name, [shape], ([x]) => f(x), { differentiable: false })),
  ),
  ...binary.flatMap(([name, f, draws]) =>
    pairs.map(([a, b]) =>
      operation(
        name,
        [
          { shape: a, draw: draws[0] },
          { shape: b, draw: draws[1] },
        ],
        ([x, y]) => f(x, y),
      ),
    ),
  ),
  ...comparisons.flatMap(([name, f]) =>
    pairs.map(([a, b]) =>
      operation(
        name,
        [
          { shape: a, draw: "ties" },
          { shape: b, draw: "ties" },
        ],
        ([x, y]) => f(x, y),
      ),
    ),
  ),
  ...integers.map(([name, f]) =>
    operation(
      `int32 ${name}`,
      [
        { shape: [3, 4], draw: "int" },
        { shape: [4], draw: "int" },
      ],
      ([x, y]) => f(x, y),
    ),
  ),
  operation("int32 neg", [{ shape: [5], draw: "int" }], ([x]) => neg(x)),
  operation("int32 abs", [{ shape: [5], draw: "int" }], ([x]) =>
    cast(abs(cast(x, "float32")), "int32"),
  ),
  operation("bool equal", bools([4], [4]), ([x, y]) => equal(x, y)),
  operation("logicalNot", bools([2, 3]), ([x]) => logicalNot(x)),
  operation("logicalAnd", bools([2, 3], [3]), ([x, y]) => logicalAnd(x, y)),
  operation("logicalOr", bools([2, 1], [3]), ([x, y]) => logicalOr(x, y)),
  operation("bool select", bools([2, 3], [3], [2, 1]), ([c, x, y]) => select(c, x, y)),
  operation("int32 select", [...bools([4]), { shape: [4], draw: "int" }], ([c, x]) =>
    select(c, x, neg(x)),
  ),
  operation("select", [...bools([2, 3]), [2, 3], [3]], ([c, x, y]) => select(c, x, y)),
  operation("select of a number", [...bools([2, 3]), [2, 3]], ([c, x]) => select(c, mul(x, x), 0)),
  operation("select of size 0", [...bools([0, 3]), [0, 3], [3]], ([c, x, y]) => select(c, x, y)),
  operation("clip", [[3, 4]], ([x]) => clip(x, -0.5, 0.5)),
  operation("cast to int32", [[3, 4]], ([x]) => cast(mul(x, 10), "int32")),
  operation("cast to bool", [{ shape: [9], draw: "ties" }], ([x]) => cast(x, "bool")),
  operation("cast from bool", bools([5]), ([x], dtype) => cast(x, dtype)),
  operation("cast from int32", [{ shape: [5], draw: "int" }], ([x], dtype) => cast(x, dtype)),
  operation("cast between floats", [[5]], ([x], dtype) => cast(mul(cast(x, "float32"), 2), dtype)),
  // Accuracy where the plain formulas cancel: compared after division by x.
  operation("expm1 near 0", [[9]], ([x]) => div(expm1(mul(x, tiny)), mul(x, tiny)), {
    differentiable: false,
  }),
  operation("log1p near 0", [[9]], ([x]) => div(log1p(mul(x, tiny)), mul(x, tiny)), {
    differentiable: false,
  }),
  operation("erf far out", [[9]], ([x]) => erf(mul(x, 4))),
  operation("atan far out", [[9]], ([x]) => atan(mul(x, 100))),
  operation("atan2 of zeros", [[4]], ([x]) => atan2(mul(x, 0), add(mul(x, 0), 0)), {
    differentiable: false,
  }),
  operation("square by pow", [[5]], ([x]) => pow(x, 2)),
];

function bools(...all: readonly Shape[]): { shape: Shape; draw: Draw }[] {
  return all.map((shape) => ({ shape, draw: "bool" }));
}
