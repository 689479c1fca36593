import { Random, ShapeError } from "@erlangen/numerics";
import { irrepsBatchNorm, irrepsLayerNorm, type BatchNormOptions } from "@erlangen/layers";
import { concatenate, slice, tensor, zeros, type NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

interface Case {
  irreps: string;
  kwargs: {
    normalization?: "component" | "norm";
    affine?: boolean;
    instance?: boolean;
    reduce?: "mean" | "max";
    include_bias?: boolean;
    momentum?: number;
    eps?: number;
  };
  initial: {
    weight?: NestedNumbers | null;
    bias?: NestedNumbers | null;
    running_mean?: NestedNumbers;
    running_var?: NestedNumbers;
  };
  x: NestedNumbers;
  y_train: NestedNumbers;
  after_train: { running_mean: NestedNumbers; running_var: NestedNumbers } | null;
  y_eval_after_train: NestedNumbers;
}

const reference = golden<{ BatchNorm: Case[] }>("e3nn_nn");

function optionsOf({ kwargs }: Case): BatchNormOptions {
  const { eps, include_bias, ...same } = kwargs;
  return {
    ...same,
    ...(eps === undefined ? {} : { epsilon: eps }),
    ...(include_bias === undefined ? {} : { includeBias: include_bias }),
  };
}

describe("irrepsBatchNorm", () => {
  it.each(reference.BatchNorm)("reproduces e3nn, training and evaluation: $kwargs", (c) => {
    const layer = irrepsBatchNorm(c.irreps, optionsOf(c));
    const { weight, bias, running_mean, running_var } = c.initial;
    const parameters = {
      ...(weight === undefined || weight === null ? {} : { weight: float64(weight) }),
      ...(bias === undefined || bias === null ? {} : { bias: float64(bias) }),
    };
    expect(Object.keys(layer.init(Random.fromSeed(0)))).toEqual(Object.keys(parameters));
    const initial = layer.initState({ dtype: "float64" });
    const state =
      running_mean === undefined || running_var === undefined
        ? initial
        : { mean: float64(running_mean), variance: float64(running_var) };
    const trained = layer.train(parameters, float64(c.x), state);
    expectClose(trained.output, c.y_train);
    if (c.after_train !== null) {
      expectClose(trained.state.mean, c.after_train.running_mean);
      expectClose(trained.state.variance, c.after_train.running_var);
    }
    expectClose(layer.apply(parameters, float64(c.x), trained.state), c.y_eval_after_train);
  });

  it("names the shape that it expects", () => {
    const layer = irrepsBatchNorm("2x0e");
    const state = layer.initState();
    expect(() => layer.apply({}, zeros([2]), state)).toThrow(
      new ShapeError("irrepsBatchNorm: expected x of shape [batch, ..., 2], got [2]"),
    );
  });
});

describe("irrepsLayerNorm", () => {
  it("gives every block of every row mean square 1, and 0e blocks mean 0", () => {
    const layer = irrepsLayerNorm("8x0e + 3x1o", { epsilon: 1e-12 });
    const parameters = layer.init(Random.fromSeed(0), { dtype: "float64" });
    const x = tensor(Random.fromSeed(1).normal(5 * 17), [5, 17]);
    const y = layer.apply(parameters, x);
    for (let row = 0; row < 5; row++) {
      const numbers = Array.from(y.data.slice(17 * row, 17 * (row + 1)));
      const moment = (part: number[]): number =>
        part.reduce((total, value) => total + value * value, 0) / part.length;
      expect(moment(numbers.slice(0, 8))).toBeCloseTo(1, 9);
      expect(moment(numbers.slice(8))).toBeCloseTo(1, 9);
      expect(numbers.slice(0, 8).reduce((a, b) => a + b)).toBeCloseTo(0, 9);
    }
  });

  it("treats each row by itself", () => {
    const layer = irrepsLayerNorm("2x0e + 1x1o");
    const parameters = layer.init(Random.fromSeed(0), { dtype: "float64" });
    const x = tensor(Random.fromSeed(1).normal(10), [2, 5]);
    const each = [0, 1].map((row) => layer.apply(parameters, slice(x, [[row, row + 1]])));
    expectClose(layer.apply(parameters, x), concatenate(each, 0));
  });
});
