import type { Tensor } from "@erlangen/tensor";
import * as t from "@erlangen/tensor/functions";
import type { Domain } from "../draw.ts";
import type { CaseMaker } from "./case.ts";

/** Reductions, norms, softmax, losses, sorting. */
export const reducingFunctions: Readonly<Record<string, CaseMaker>> = {
  binaryCrossEntropyWithLogits: (draw) => ({
    f: t.binaryCrossEntropyWithLogits,
    inputs: [draw.tensor(), draw.tensor("inside")],
  }),
  crossEntropy: (draw) => {
    const shape = draw.atLeast(1, 1);
    const labels = draw.indices(shape[shape.length - 1], shape.slice(0, -1));
    return { f: (x) => t.crossEntropy(x, labels), inputs: [draw.tensor("any", shape)] };
  },
  cumsum: (draw) => {
    const options = { reverse: draw.flag(), exclusive: draw.flag() };
    return lastAxis((x, axis) => t.cumsum(x, axis, options))(draw);
  },
  gramSchmidt: (draw) => {
    const [dim, ...batch] = draw.atLeast(1).toReversed();
    const count = draw.integer(0, dim);
    const frame = t.eye(dim, "float64");
    return {
      f: (x) => t.gramSchmidt(t.add(t.mul(x, 0.3), t.slice(frame, [[0, count]]))),
      inputs: [draw.tensor("any", [...batch, count, dim])],
    };
  },
  huber: (draw) => ({
    f: (prediction, target) => t.huber(prediction, target, 1),
    inputs: [draw.tensor("high"), t.mul(t.floor(draw.tensor()), 0.5)],
  }),
  l2Normalize: overAxes((x, axes) => t.l2Normalize(x, { axes }), "nonzero"),
  layerNorm: (draw) => {
    const axes = draw.axes(draw.shape.length);
    const small = draw.smaller();
    return {
      f: (x, scale, shift) => t.layerNorm(x, { axes, epsilon: 0.1, scale, shift }),
      inputs: [draw.tensor(), draw.tensor("any", small), draw.tensor("any", small)],
    };
  },
  logSoftmax: lastAxis(t.logSoftmax),
  logSumExp: overAxes(t.logSumExp),
  max: overFullAxes(t.max, "distinct"),
  mean: overAxes(t.mean),
  meanAbsoluteError: (draw) => ({
    f: t.meanAbsoluteError,
    inputs: [draw.tensor("low"), draw.tensor("high")],
  }),
  meanSquaredError: (draw) => ({ f: t.meanSquaredError, inputs: [draw.tensor(), draw.tensor()] }),
  min: overFullAxes(t.min, "distinct"),
  norm: overAxes(t.norm, "nonzero"),
  prod: overAxes(t.prod),
  safeNorm: overAxes(t.safeNorm, "nonzero"),
  softmax: lastAxis(t.softmax),
  sort: lastAxis(t.sort, "distinct"),
  std: overAxes((x, axes, options) => t.std(x, axes, { ...options, correction: -1 }), "distinct"),
  sum: overAxes(t.sum),
  takeAlongAxis: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    const place = (axis + shape.length) % shape.length;
    const length = shape[place];
    const indices = draw.indices(length, shape.with(place, length === 0 ? 0 : draw.integer(0, 4)));
    return { f: (x) => t.takeAlongAxis(x, indices, axis), inputs: [draw.tensor("any", shape)] };
  },
  topK: (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    const k = draw.integer(0, shape.at(axis) ?? 0);
    return { f: (x) => t.topK(x, k, axis).values, inputs: [draw.tensor("distinct", shape)] };
  },
  variance: overAxes((x, axes, options) => t.variance(x, axes, { ...options, correction: 0.5 })),
};

type Reduction = (x: Tensor, axes: number[], options: { keepAxes: boolean }) => Tensor;

function overAxes(f: Reduction, domain: Domain = "any", least = 0): CaseMaker {
  return (draw) => {
    const shape = draw.shape.map((length) => Math.max(least, length));
    const axes = draw.axes(shape.length);
    const options = { keepAxes: draw.flag() };
    return { f: (x) => f(x, axes, options), inputs: [draw.tensor(domain, shape)] };
  };
}

function overFullAxes(f: Reduction, domain: Domain): CaseMaker {
  return overAxes(f, domain, 1);
}

function lastAxis(f: (x: Tensor, axis: number) => Tensor, domain: Domain = "any"): CaseMaker {
  return (draw) => {
    const shape = draw.atLeast(1);
    const axis = draw.axis(shape.length);
    return { f: (x) => f(x, axis), inputs: [draw.tensor(domain, shape)] };
  };
}
