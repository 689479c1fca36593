import { Random, ShapeError } from "@erlangen/numerics";
import {
  fullyConnectedTensorProduct,
  productConvolution,
  tensorProduct,
  type TensorProduct,
} from "@erlangen/layers";
import { gather, segmentSum, tensor, vjp, zeros, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";

const edges = {
  source: tensor(Int32Array.of(0, 3, 2, 2, 1, 0, 3)),
  target: tensor(Int32Array.of(1, 0, 0, 3, 3, 0, 1)),
};

const channelwise = tensorProduct(
  { left: "3x0e + 3x1o", right: "1x0e + 1x1o", output: "3x0e + 3x0e + 3x1o + 3x1o" },
  [
    { left: 0, right: 0, output: 0, mode: "uvu", hasWeight: true },
    { left: 1, right: 1, output: 1, mode: "uvu", hasWeight: true },
    { left: 0, right: 1, output: 2, mode: "uvu", hasWeight: true },
    { left: 1, right: 0, output: 3, mode: "uvu", hasWeight: true },
  ],
  { weights: "external" },
);
const mixing = fullyConnectedTensorProduct("3x0e + 3x1o", "1x0e + 1x1o", "2x0e + 2x1o", {
  weights: "external",
});

describe("productConvolution", () => {
  const products: [string, TensorProduct, boolean][] = [
    ["channel-wise, weights for each edge", channelwise, false],
    ["channel-wise, shared weights", channelwise, true],
    ["mixing, weights for each edge", mixing, false],
    ["mixing, shared weights", mixing, true],
  ];
  it.each(products)(
    "equals gather, product and sum over the edges, gradients too: %s",
    (_, product, shared) => {
      const random = Random.fromSeed(1);
      const count = product.weightCount;
      const operands = [
        tensor(random.normal(4 * 12), [4, 12]),
        tensor(random.normal(7 * 4), [7, 4]),
        shared ? tensor(random.normal(count)) : tensor(random.normal(7 * count), [7, count]),
      ];
      const convolution = productConvolution(product);
      const fused = vjp(
        ([x, y, w]: readonly Tensor[]) => convolution.apply(x, y, w, edges),
        operands,
      );
      const plain = vjp(
        ([x, y, w]: readonly Tensor[]) =>
          segmentSum(product.apply({}, gather(x, edges.source), y, w), edges.target, 4),
        operands,
      );
      expectClose(fused.value, plain.value);
      const cotangent = tensor(random.normal(fused.value.size), fused.value.shape);
      const [a, b] = [fused.pullback(cotangent), plain.pullback(cotangent)];
      for (const [k, gradient] of a.entries()) expectClose(gradient, b[k]);
    },
  );

  it("names the argument that does not fit", () => {
    const convolution = productConvolution(channelwise);
    expect(convolution.weightCount).toBe(12);
    expect(() => convolution.apply(zeros([4, 11]), zeros([7, 4]), zeros([12]), edges)).toThrow(
      new ShapeError("productConvolution: expected nodes of shape [nodes, 12], got [4, 11]"),
    );
    expect(() => convolution.apply(zeros([4, 12]), zeros([6, 4]), zeros([12]), edges)).toThrow(
      new ShapeError("productConvolution: expected attributes of shape [7, 4], got [6, 4]"),
    );
  });
});
