import type { Shape } from "@erlangen/tensor";
import type { OnnxBuilder } from "../onnx-builder.ts";
import type { Lowered } from "./lowering.ts";

/**
 * erf(x) = 2/sqrt(pi) x integral_0^1 exp(-x^2 s^2) ds in float64, by Gauss-Legendre quadrature.
 *
 * 32 nodes leave an absolute error below 1e-15 for |x| <= 6; beyond, erf is 1 to double precision.
 */
export function erf64(x: Lowered, builder: OnnxBuilder): Lowered {
  const number = (value: number): string => builder.scalar(value, "float64");
  const clipped = builder.node("Max", [builder.node("Min", [x.name, number(6)]), number(-6)]);
  const integral = integrate({ name: clipped, stored: x.stored }, 32, builder, (product) =>
    builder.node("Exp", [builder.node("Neg", [product])]),
  );
  const scaled = builder.node("Mul", [clipped, number(2 / Math.sqrt(Math.PI))]);
  return { name: builder.node("Mul", [scaled, integral]), stored: x.stored };
}

/**
 * atan(x) = x integral_0^1 1 / (1 + x^2 s^2) ds in float64 for |x| <= 1, and +-pi/2 - atan(1/x) beyond.
 *
 * 14 nodes: the poles +-i/x are so far from [0, 1] that the error is below 1e-17.
 */
export function atan64(x: Lowered, builder: OnnxBuilder): Lowered {
  const number = (value: number): string => builder.scalar(value, "float64");
  const steep = builder.node("Less", [number(1), builder.node("Abs", [x.name])]);
  const flat = builder.node("Where", [steep, builder.node("Reciprocal", [x.name]), x.name]);
  const integral = integrate({ name: flat, stored: x.stored }, 14, builder, (product) =>
    builder.node("Reciprocal", [builder.node("Add", [product, number(1)])]),
  );
  const angle = builder.node("Mul", [flat, integral]);
  const right = builder.node("Mul", [builder.node("Sign", [x.name]), number(Math.PI / 2)]);
  const name = builder.node("Where", [steep, builder.node("Sub", [right, angle]), angle]);
  return { name, stored: x.stored };
}

/** The integral over s from 0 to 1 of `integrand(x^2 s^2)`, elementwise in x. */
function integrate(
  x: Lowered,
  count: number,
  builder: OnnxBuilder,
  integrand: (product: string) => string,
): string {
  const { points, weights } = gaussLegendre(count);
  const column: Shape = [...x.stored, 1];
  const squares = builder.reshape(builder.node("Mul", [x.name, x.name]), x.stored, column);
  const nodes = builder.constant(
    points.map((s) => s * s),
    [count],
    "float64",
  );
  const values = integrand(builder.node("Mul", [squares, nodes]));
  const sum = builder.node("MatMul", [values, builder.constant(weights, [count, 1], "float64")]);
  return builder.reshape(sum, column, x.stored);
}

/** Nodes and weights that integrate polynomials of degree 2 count - 1 over [0, 1] exactly, by Newton's method. */
function gaussLegendre(count: number): { points: Float64Array; weights: Float64Array } {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let iteration = 0; iteration < 10; iteration++) {
      let previous = 1;
      let value = x;
      for (let n = 2; n <= count; n++) {
        [previous, value] = [value, ((2 * n - 1) * x * value - (n - 1) * previous) / n];
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      x -= value / slope;
    }
    points[i] = (x + 1) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}
