import { grad, mul, sum, tanh, tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

describe("a tour of the tensor language", () => {
  it("differentiates twice", () => {
    const second = grad(grad((x) => sum(mul(mul(x, 1), tanh(x)))));
    expect(second(tensor(0.7, [], "float64")).item()).toBeCloseTo(0.7324, 4);
    const vector = grad((x: Parameters<typeof sum>[0]) => sum(mul(2, mul(x, x))))(
      tensor([[1, 2, 3]]),
    );
    expect(vector.toArray()).toEqual([[4, 8, 12]]);
  });
});
