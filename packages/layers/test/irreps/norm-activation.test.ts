import { ArgumentError, Random } from "@erlangen/numerics";
import { irrepsNorm, normActivation } from "@erlangen/layers";
import { grad, sigmoid, sum, tanh, tensor, zeros, type NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

const reference = golden<{
  NormActivation: {
    irreps: string;
    kwargs: { bias?: boolean; epsilon?: number };
    biases: NestedNumbers | null;
    x: NestedNumbers;
    y: NestedNumbers;
  }[];
  Norm: { irreps: string; x: NestedNumbers; y: NestedNumbers; y_squared: NestedNumbers };
}>("e3nn_nn");

describe("irrepsNorm", () => {
  it("reproduces e3nn", () => {
    const { irreps, x, y, y_squared } = reference.Norm;
    expect(irrepsNorm(irreps).output.toString()).toBe("5x0e");
    expectClose(irrepsNorm(irreps).apply({}, float64(x)), y);
    expectClose(irrepsNorm(irreps, { squared: true }).apply({}, float64(x)), y_squared);
  });

  it("has derivatives of 0, not NaN, at the zero vector", () => {
    const f = grad((x) => sum(irrepsNorm("0e + 1o").apply({}, x)));
    expect(f(zeros([4])).toArray()).toEqual([0, 0, 0, 0]);
    expect(grad((x) => sum(f(x)))(zeros([4])).toArray()).toEqual([0, 0, 0, 0]);
  });
});

describe("normActivation", () => {
  it.each(reference.NormActivation)("reproduces e3nn: $kwargs", ({ irreps, kwargs, ...c }) => {
    const layer = normActivation(irreps, sigmoid, {
      bias: kwargs.bias ?? false,
      ...(kwargs.epsilon === undefined ? {} : { epsilon: kwargs.epsilon }),
    });
    const parameters = c.biases === null ? {} : { bias: float64(c.biases) };
    expectClose(layer.apply(parameters, float64(c.x)), c.y);
    expect(layer.init(Random.fromSeed(0)).bias?.shape).toEqual(c.biases === null ? undefined : [5]);
  });

  it("scales by f of the norm alone without normalize, and keeps the zero vector", () => {
    const layer = normActivation("1o", tanh, { normalize: false });
    const y = layer.apply({}, tensor([[0, 3, 4]], [1, 3], "float64"));
    expectClose(y, [[0, 3 * Math.tanh(5), 4 * Math.tanh(5)]]);
    expect(layer.apply({}, zeros([2, 3])).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(() => normActivation("1o", tanh, { epsilon: 0 })).toThrow(
      new ArgumentError("normActivation: expected epsilon > 0, got 0"),
    );
  });
});
