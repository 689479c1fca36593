import {
  elu,
  gelu,
  grad,
  leakyRelu,
  relu,
  silu,
  softplus,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const scalar = (x: number): Tensor => tensor(x, [], "float64");

describe("activations", () => {
  it("have their published values", () => {
    const x = tensor([-1, 0, 2], undefined, "float64");
    expect(relu(x).toArray()).toEqual([0, 0, 2]);
    expect(leakyRelu(x, 0.1).toArray()).toEqual([-0.1, 0, 2]);
    expect(elu(x).toArray()).toEqual([Math.expm1(-1), 0, 2]);
    expect(gelu(scalar(1)).item()).toBeCloseTo(0.8413447460685429, 14);
    expect(silu(scalar(1)).item()).toBeCloseTo(0.7310585786300049, 14);
    expect(softplus(scalar(0)).item()).toBeCloseTo(Math.LN2, 15);
  });

  it("keep NaN visible", () => {
    for (const f of [relu, leakyRelu, elu, gelu, silu, softplus]) {
      expect(f(scalar(Number.NaN)).item()).toBeNaN();
    }
  });

  it("have derivative 0 of relu at 0", () => {
    expect(grad(relu)(scalar(0)).item()).toBe(0);
  });

  it("are smooth at 0 where they claim to be: softplus'' = 1/4, softplus''' = 0", () => {
    const second = grad(grad(softplus));
    expect(grad(softplus)(scalar(0)).item()).toBeCloseTo(0.5, 15);
    expect(second(scalar(0)).item()).toBeCloseTo(0.25, 15);
    expect(grad(second)(scalar(0)).item()).toBeCloseTo(0, 15);
  });

  it("do not overflow: softplus is x far right and e^x far left, with finite derivatives", () => {
    for (const dtype of ["float32", "float64"] as const) {
      const x = (value: number): Tensor => tensor(value, [], dtype);
      expect(softplus(x(1e4)).item()).toBe(1e4);
      expect(softplus(x(-50)).item() / Math.exp(-50)).toBeCloseTo(1, 5);
      for (const value of [-1e4, -50, 39, 41, 1e4]) {
        expect(grad(softplus)(x(value)).item()).toBeCloseTo(Number(value > 0), 6);
        expect(grad(grad(softplus))(x(value)).item()).toBeCloseTo(0, 6);
      }
    }
  });
});
