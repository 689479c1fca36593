import {
  atan,
  atan2,
  cos,
  erf,
  exp,
  expm1,
  grad,
  log,
  log1p,
  sigmoid,
  sin,
  sqrt,
  tan,
  tanh,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

const scalar = (x: number): Tensor => tensor(x, [], "float64");

describe("elementary functions", () => {
  it("are those of JavaScript, element by element", () => {
    const pairs = { atan, cos, exp, expm1, log, log1p, sin, sqrt, tanh };
    for (const [name, f] of Object.entries(pairs)) {
      const reference = Math[name as keyof typeof pairs];
      forDraws((draw) => {
        const x = draw.tensor("positive");
        expect(f(x).data).toEqual(x.data.map((value: number) => reference(value)));
      }, 5);
    }
    expect(tan(scalar(0.3)).item()).toBeCloseTo(Math.tan(0.3), 15);
    expect(atan2(scalar(1), scalar(-1)).item()).toBe((3 * Math.PI) / 4);
    expect(erf(scalar(0.5)).item()).toBeCloseTo(0.5204998778130465, 15);
  });

  it("stay finite far out: sigmoid and tanh with all derivatives", () => {
    for (const f of [sigmoid, tanh]) {
      for (const x of [-1000, -40, 40, 1000]) {
        expect(f(scalar(x)).item()).toBeCloseTo(f === tanh ? Math.sign(x) : Number(x > 0), 12);
        expect(grad(f)(scalar(x)).item()).toBeCloseTo(0, 12);
        expect(grad(grad(f))(scalar(x)).item()).toBeCloseTo(0, 12);
      }
    }
    expect(sigmoid(scalar(-700)).item()).toBeCloseTo(Math.exp(-700), 320);
  });

  it("have defined derivatives at singular points: sqrt infinite, atan2 zero", () => {
    expect(grad(sqrt)(scalar(0)).item()).toBe(Infinity);
    const slopes = grad(([a, b]: readonly Tensor[]) => atan2(a, b))([scalar(0), scalar(0)]);
    expect(slopes.map((slope) => Math.abs(slope.item()))).toEqual([0, 0]);
  });

  it("refuse integers", () => {
    expect(() => exp(tensor([1], [1], "int32"))).toThrow(
      "exp: expected an operand of float32 or float64, got int32 [1]; use cast",
    );
  });
});
