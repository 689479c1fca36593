import {
  binaryCrossEntropyWithLogits,
  crossEntropy,
  grad,
  huber,
  meanAbsoluteError,
  meanSquaredError,
  sum,
  tensor,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const prediction = tensor([1, 2, 5], undefined, "float64");
const target = tensor([1.5, 2, 2], undefined, "float64");

describe("losses", () => {
  it("have the values of their formulas", () => {
    expect(meanSquaredError(prediction, target).item()).toBeCloseTo(9.25 / 3, 14);
    expect(meanAbsoluteError(prediction, target).item()).toBeCloseTo(3.5 / 3, 14);
    expect(huber(prediction, target).item()).toBeCloseTo((0.125 + 0 + 2.5) / 3, 14);
    expect(huber(prediction, target, 2).item()).toBeCloseTo((0.125 + 0 + 4) / 3, 14);
  });

  it("has second derivative 1 of the Huber loss at 0, where |e| has a kink", () => {
    const zero = tensor([0], undefined, "float64");
    const slope = grad((e: Tensor) => sum(grad((y: Tensor) => huber(y, zero))(e)));
    expect(slope(zero).toArray()).toEqual([1]);
  });

  it("weighs classes by the logarithm of their softmax", () => {
    const logits = tensor(
      [
        [0, 0, 0],
        [0, Math.log(2), 0],
      ],
      undefined,
      "float64",
    );
    const labels = tensor([2, 1], undefined, "int32");
    expect(crossEntropy(logits, labels).item()).toBeCloseTo((Math.log(3) + Math.log(2)) / 2, 14);
  });

  it("stays finite for certain and for wrong logits", () => {
    const logits = tensor([1000, -1000, 1000], undefined, "float64");
    const targets = tensor([1, 0, 0], undefined, "float64");
    expect(binaryCrossEntropyWithLogits(logits, targets).item()).toBeCloseTo(1000 / 3, 10);
    const slope = grad((x: Tensor) => binaryCrossEntropyWithLogits(x, targets))(logits);
    expect(slope.toArray()).toEqual([0, 0, 1 / 3]);
  });

  it("broadcasts nothing, and says what does not fit", () => {
    expect(() => meanSquaredError(prediction, tensor([[1, 2, 5]], undefined, "float64"))).toThrow(
      "meanSquaredError: expected target of shape prediction.shape = [3], got [1, 3]",
    );
    const logits = tensor([[0, 0]]);
    expect(() => crossEntropy(logits, tensor([2], [1], "int32"))).toThrow(
      "oneHot: expected indices in [0, 2), got 2 at position 0",
    );
    expect(() => crossEntropy(logits, tensor([0, 1], [2], "int32"))).toThrow(
      "crossEntropy: expected labels of shape logits.shape without classes = [1], got [2]",
    );
    expect(() => huber(prediction, target, 0)).toThrow("huber: expected delta > 0, got 0");
  });
});
