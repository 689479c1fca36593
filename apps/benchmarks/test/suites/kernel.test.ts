import { Random } from "@erlangen/numerics";
import { conv, matmul, tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import {
  convolution,
  flopsOf,
  matrixProduct,
  operandShapes,
  resultAt,
} from "../../src/suites/kernel.ts";
import {
  tapsFirst,
  toChannelsFirst,
  toChannelsLast,
} from "../../src/suites/peers/channels-last.ts";

/** Rounding of float32 sums of a few dozen terms. */
const float32 = 1e-4;

const random = Random.fromSeed(0);
const images = convolution({ batch: 2, channels: 3, height: 4, width: 5 }, random);

describe("the kernels", () => {
  it("give by definition what the tensor language computes", () => {
    for (const kernel of [matrixProduct(6, random), images]) {
      const shapes = operandShapes(kernel);
      const left = tensor(kernel.left, shapes.left);
      const right = tensor(kernel.right, shapes.right);
      const result =
        kernel.kind === "matmul"
          ? matmul(left, right)
          : conv(left, right, { padding: "same", layout: "channels-first" });
      expect(result.shape).toEqual(shapes.left);
      result.data.forEach((value, i) => {
        expect(Math.abs(value - resultAt(kernel, i))).toBeLessThan(float32);
      });
    }
  });

  it("count a multiply-add as two operations", () => {
    expect(flopsOf(matrixProduct(8, random))).toBe(1024);
    expect(flopsOf(images)).toBe(2 * (2 * 3 * 4 * 5) * 3 * 9);
  });
});

describe("the channels-last layout", () => {
  it("is what the tensor language convolves by default", () => {
    const { batch, channels, height, width } = images;
    const x = tensor(toChannelsLast(images, images.left), [batch, height, width, channels]);
    const taps = tensor(tapsFirst(images, images.right), [3, 3, channels, channels]);
    const result = toChannelsFirst(images, conv(x, taps, { padding: "same" }).data as Float32Array);
    result.forEach((value, i) => {
      expect(Math.abs(value - resultAt(images, i))).toBeLessThan(float32);
    });
  });

  it("comes back unchanged", () => {
    expect(toChannelsFirst(images, toChannelsLast(images, images.left))).toEqual(images.left);
  });
});
