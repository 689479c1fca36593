import { grad, logSoftmax, logSumExp, softmax, sum, tensor, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

describe("softmax", () => {
  it("sums to 1 along its axis and does not change when a constant is added", () => {
    forDraws((draw) => {
      const shape = draw.atLeast(1, 1);
      const axis = draw.axis(shape.length);
      const x = draw.tensor("any", shape);
      for (const total of sum(softmax(x, axis), axis).data) expect(total).toBeCloseTo(1, 14);
      const shifted = tensor(
        Float64Array.from(x.data, (value) => value + 1000),
        shape,
      );
      softmax(shifted, axis).data.forEach((value, i) =>
        expect(value).toBeCloseTo(softmax(x, axis).data[i], 12),
      );
    });
  });

  it("does not overflow, and its logarithm is exact where it underflows", () => {
    const x = tensor([1000, 0, -1000], undefined, "float64");
    expect(softmax(x).toArray()).toEqual([1, 0, 0]);
    expect(logSoftmax(x).toArray()).toEqual([0, -1000, -2000]);
    expect(logSumExp(x).item()).toBe(1000);
  });

  it("gives -Infinity for the logarithm of an empty sum, and of a sum of zeros", () => {
    expect(logSumExp(tensor([], [0])).item()).toBe(-Infinity);
    expect(logSumExp(tensor([[-Infinity, -Infinity]]), 1).toArray()).toEqual([-Infinity]);
    expect(softmax(tensor([], [2, 0])).shape).toEqual([2, 0]);
  });

  it("has the softmax as the gradient of logSumExp", () => {
    const x = tensor([0.1, -2, 0.7], undefined, "float64");
    const slope = grad((y: Tensor) => logSumExp(y))(x);
    slope.data.forEach((value, i) => expect(value).toBeCloseTo(softmax(x).data[i], 14));
  });
});
