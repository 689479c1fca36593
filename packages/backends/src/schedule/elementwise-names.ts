import {
  abs,
  add,
  atan,
  atan2,
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
  sub,
  tanh,
  type Tensor,
} from "@erlangen/tensor";

type Elementwise = (...operands: readonly Tensor[]) => Tensor;

/** The elementwise primitives that occur in expressions, `cast` aside, as functions of tensors on the host. */
export const elementwiseFunctions: ReadonlyMap<string, Elementwise> = new Map<string, Elementwise>([
  ...unary({ neg, abs, sign, exp, log, log1p, expm1, sqrt, sin, cos, tanh, sigmoid, erf, atan }),
  ...unary({ reciprocal, floor, logicalNot }),
  ...binary({ add, sub, mul, div, pow, atan2, remainder, max: maximum, min: minimum }),
  ...binary({ less, lessEqual, equal, logicalAnd, logicalOr }),
  ["select", (condition, yes, no): Tensor => select(condition, yes, no)],
]);

function unary(table: Readonly<Record<string, (x: Tensor) => Tensor>>): [string, Elementwise][] {
  return Object.entries(table).map(([name, f]) => [name, (x) => f(x)]);
}

function binary(
  table: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>>,
): [string, Elementwise][] {
  return Object.entries(table).map(([name, f]) => [name, (a, b) => f(a, b)]);
}
