import type { DType } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import { broadcast } from "../stored-shape.ts";
import {
  lowering,
  type Lowerable,
  type Lowered,
  type Lowering,
  type LoweringTable,
} from "./lowering.ts";
import { atan64, erf64 } from "./integrals.ts";

/** Applies an operator that broadcasts. */
function direct(operator: string): Lowering {
  return (application, builder) =>
    elementwise(application, (...names) => builder.node(operator, names));
}

/** The result of a composition of broadcasting operators on the stored operands. */
function elementwise(
  { inputs }: Lowerable<unknown>,
  compose: (...names: readonly string[]) => string,
): Lowered {
  return {
    name: compose(...inputs.map((input) => input.name)),
    stored: broadcast(...inputs.map((input) => input.stored)),
  };
}

/**
 * Elementwise primitives. Where ONNX has no operator, or ONNX Runtime no float64 kernel, an identity stands in that
 * is exact up to rounding.
 */
export const elementwiseLowerings: LoweringTable = {
  neg: direct("Neg"),
  abs: direct("Abs"),
  sign: direct("Sign"),
  exp: direct("Exp"),
  log: direct("Log"),
  sqrt: direct("Sqrt"),
  sin: direct("Sin"),
  cos: direct("Cos"),
  tanh: direct("Tanh"),
  sigmoid: direct("Sigmoid"),
  reciprocal: direct("Reciprocal"),
  floor: direct("Floor"),
  add: direct("Add"),
  sub: direct("Sub"),
  mul: direct("Mul"),
  div: direct("Div"),
  pow: direct("Pow"),
  max: direct("Max"),
  min: direct("Min"),
  less: direct("Less"),
  lessEqual: direct("LessOrEqual"),
  equal: direct("Equal"),
  logicalNot: direct("Not"),
  logicalAnd: direct("And"),
  logicalOr: direct("Or"),

  stopGradient: ({ inputs: [x] }) => x,

  cast: lowering<{ readonly dtype: DType }>((application, builder) =>
    elementwise(application, (x) => builder.cast(x, application.attributes.dtype)),
  ),

  // ONNX Runtime has no float64 kernel for these two.
  erf: (application, builder) =>
    application.output.dtype === "float64"
      ? erf64(application.inputs[0], builder)
      : direct("Erf")(application, builder),
  atan: (application, builder) =>
    application.output.dtype === "float64"
      ? atan64(application.inputs[0], builder)
      : direct("Atan")(application, builder),

  // tanh(x/2) (e^x + 1): no cancellation near 0.
  expm1: (application, builder) =>
    elementwise(application, (x) => {
      const number = (value: number): string => builder.scalar(value, application.output.dtype);
      const half = builder.node("Tanh", [builder.node("Mul", [x, number(0.5)])]);
      const sum = builder.node("Add", [builder.node("Exp", [x]), number(1)]);
      return builder.node("Mul", [half, sum]);
    }),

  // log(u) x / (u - 1) with u = 1 + x as rounded: the errors of u cancel (Kahan). Where u = x, x is large.
  log1p: (application, builder) =>
    elementwise(application, (x) => {
      const one = builder.scalar(1, application.output.dtype);
      const u = builder.node("Add", [x, one]);
      const log = builder.node("Log", [u]);
      const scale = builder.node("Div", [x, builder.node("Sub", [u, one])]);
      const corrected = builder.node("Mul", [log, scale]);
      const near = builder.node("Where", [builder.node("Equal", [u, one]), x, corrected]);
      return builder.node("Where", [builder.node("Equal", [u, x]), log, near]);
    }),

  atan2,

  remainder: (application, builder) =>
    elementwise(application, (a, b) => {
      if (application.output.dtype === "int32") return builder.node("Mod", [a, b]);
      const zero = builder.scalar(0, application.output.dtype);
      const rest = builder.node("Mod", [a, b], { fmod: 1 });
      const negative = (x: string): string => builder.node("Less", [x, zero]);
      const differ = builder.node("Xor", [negative(rest), negative(b)]);
      const inexact = builder.node("Not", [builder.node("Equal", [rest, zero])]);
      const wrong = builder.node("And", [differ, inexact]);
      return builder.node("Where", [wrong, builder.node("Add", [rest, b]), rest]);
    }),

  // Where has no kernel for bool.
  select: (application, builder) =>
    elementwise(application, (condition, yes, no) => {
      if (application.output.dtype !== "bool") {
        return builder.node("Where", [condition, yes, no]);
      }
      const otherwise = builder.node("And", [builder.node("Not", [condition]), no]);
      return builder.node("Or", [builder.node("And", [condition, yes]), otherwise]);
    }),
};

/**
 * The angle of (x, y), from the arc tangent of the smaller over the larger of |x| and |y| and the octant.
 *
 * A zero counts as positive, whatever its sign.
 */
function atan2(application: Lowerable<unknown>, builder: OnnxBuilder): Lowered {
  const { dtype } = application.output;
  const number = (value: number): string => builder.scalar(value, dtype);
  const zero = number(0);
  return elementwise(application, (y, x) => {
    const height = builder.node("Abs", [y]);
    const width = builder.node("Abs", [x]);
    const larger = builder.node("Max", [height, width]);
    const divisor = builder.node("Where", [
      builder.node("Equal", [larger, zero]),
      number(1),
      larger,
    ]);
    const ratio = builder.node("Div", [builder.node("Min", [height, width]), divisor]);
    const [a, b] = application.inputs;
    const stored = broadcast(a.stored, b.stored);
    const acute =
      dtype === "float64"
        ? atan64({ name: ratio, stored }, builder).name
        : builder.node("Atan", [ratio]);
    const octant = builder.node("Where", [
      builder.node("Less", [width, height]),
      builder.node("Sub", [number(Math.PI / 2), acute]),
      acute,
    ]);
    const quadrant = builder.node("Where", [
      builder.node("Less", [x, zero]),
      builder.node("Sub", [number(Math.PI), octant]),
      octant,
    ]);
    return builder.node("Where", [
      builder.node("Less", [y, zero]),
      builder.node("Neg", [quadrant]),
      quadrant,
    ]);
  });
}
