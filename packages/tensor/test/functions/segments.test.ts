import {
  apply,
  expandComposites,
  graphOf,
  interpretOnHost,
  mul,
  placeholder,
  segmentMax,
  segmentMean,
  segmentSoftmax,
  segmentSum,
  tensor,
  vjp,
  type Tensor,
} from "@erlangen/tensor";
import { scatterMax } from "@erlangen/tensor/primitives";
import { describe, expect, it } from "vitest";
import { expectDerivatives } from "../derivative-check.ts";
import { forDraws, type Draw } from "../draw.ts";

/** Rounding of a few additions in float64. */
const exact = 1e-13;

interface Case {
  readonly x: Tensor;
  readonly segments: Tensor;
  readonly count: number;
}

function randomCase(draw: Draw): Case {
  const edges = draw.integer(0, 7);
  const count = draw.integer(1, 4);
  return {
    x: draw.tensor("distinct", [edges, ...draw.shape]),
    segments: draw.indices(count, [edges]),
    count,
  };
}

/** The rows of each segment, by column: [count][width] lists. */
function grouped({ x, segments, count }: Case): number[][][] {
  const width = x.shape.slice(1).reduce((a, b) => a * b, 1);
  return Array.from({ length: count }, (_, s) =>
    Array.from({ length: width }, (_unused, j) =>
      [...segments.data].flatMap((segment, e) => (segment === s ? [x.data[e * width + j]] : [])),
    ),
  );
}

function expectClose(actual: Tensor, expected: readonly number[]): void {
  expect(actual.data.length).toBe(expected.length);
  expected.forEach((value, i) => {
    if (Number.isFinite(value)) {
      expect(Math.abs(actual.data[i] - value)).toBeLessThanOrEqual(exact * (1 + Math.abs(value)));
    } else {
      expect(actual.data[i]).toBe(value);
    }
  });
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe("segments", () => {
  it("are summed, averaged and searched as lists of rows are", () => {
    forDraws((draw) => {
      const example = randomCase(draw);
      const { x, segments, count } = example;
      const lists = grouped(example).flat();
      expectClose(segmentSum(x, segments, count), lists.map(total));
      expectClose(
        segmentMean(x, segments, count),
        lists.map((list) => total(list) / Math.max(1, list.length)),
      );
      expectClose(
        segmentMax(x, segments, count),
        lists.map((list) => Math.max(...list)),
      );
      expect(segmentSum(x, segments, count).shape).toEqual([count, ...x.shape.slice(1)]);
    }, 50);
  });

  it("have softmax weights that are positive and add up to 1", () => {
    forDraws((draw) => {
      const { x, segments, count } = randomCase(draw);
      const weights = segmentSoftmax(x, segments, count);
      expect(weights.data.every((weight) => weight > 0)).toBe(true);
      const sums = grouped({ x: weights, segments, count }).flat();
      for (const list of sums) if (list.length > 0) expect(total(list)).toBeCloseTo(1, 12);
    });
  });

  it("have a softmax that neither overflows nor underflows, whatever the other segments hold", () => {
    const x = tensor([1e30, 1e30, -1e30, -1e30, 0]);
    const segments = tensor([0, 0, 1, 1, 2], [5], "int32");
    expect(segmentSoftmax(x, segments, 3).toArray()).toEqual([0.5, 0.5, 0.5, 0.5, 1]);
  });

  it("have right first and second derivatives", () => {
    for (const f of [segmentSum, segmentMean, segmentMax, segmentSoftmax]) {
      forDraws((draw) => {
        const { x, segments, count } = randomCase(draw);
        // An empty segment has the maximum -Infinity: give each one an edge.
        const all = tensor(
          Int32Array.from(segments.data, (s, e) => (e < count ? e : s)),
          segments.shape,
        );
        const used = Math.min(count, x.shape[0]);
        expectDerivatives((a) => f(mul(a, a), all, used), [x], draw.random);
      }, 10);
    }
  });

  it("share the gradient of their maximum equally among ties, with no trouble from empty ones", () => {
    const segments = tensor([2, 0, 2, 2], [4], "int32");
    const { pullback } = vjp((x: Tensor) => segmentMax(x, segments, 3), tensor([5, 1, 5, 4]));
    expect(pullback(tensor([1, 8, 6])).toArray()).toEqual([3, 1, 3, 0]);
  });

  it("have the maximum -Infinity, or the least integer, when empty, and NaN when one element is", () => {
    const segments = tensor([0], [1], "int32");
    expect(segmentMax(tensor([2]), segments, 2).toArray()).toEqual([2, -Infinity]);
    expect(segmentMax(tensor([2], [1], "int32"), segments, 2).toArray()).toEqual([2, -(2 ** 31)]);
    const both = tensor([0, 0], [2], "int32");
    expect(segmentMax(tensor([Number.NaN, 2]), both, 1).toArray()).toEqual([Number.NaN]);
  });

  it("name the argument that does not fit", () => {
    const x = tensor([1, 2, 3]);
    const segments = tensor([0, 1, 2], [3], "int32");
    expect(() => segmentSum(x, tensor([0, 1, 2]), 3)).toThrow(
      "segmentSum: expected segments of int32, got float32",
    );
    expect(() => segmentMax(tensor([1]), segments, 3)).toThrow(
      "segmentMax: expected x of shape [edges, ...] and segments of shape [edges], got [1] and [3]",
    );
    expect(() => segmentSum(x, segments, -1)).toThrow(
      "segmentSum: expected count to be a non-negative integer, got -1",
    );
    expect(() => segmentSum(x, segments, 2)).toThrow(
      "scatterAdd: expected indices in [0, 2), got 2 at [2]",
    );
    expect(() => segmentMean(tensor([1, 2, 3], [3], "int32"), segments, 3)).toThrow(
      "segmentMean: expected x of float32 or float64, got int32; use cast",
    );
  });
});

describe("scatterMax", () => {
  it("has a composition by sorting that gives the same numbers", () => {
    forDraws((draw) => {
      const before = draw.shape.slice(0, 1);
      const after = draw.shape.slice(1);
      const places = draw.flag() ? [draw.integer(0, 5)] : [2, draw.integer(0, 3)];
      const updates = draw.tensor("between", [...before, ...places, ...after]);
      const length = draw.integer(1, 4);
      const indices = draw.indices(length, places);
      const inputs = [updates, indices].map((input, i) => placeholder(input, `${i}`));
      const attributes = { axis: before.length, length };
      const graph = graphOf(inputs, [apply(scatterMax, inputs, attributes)]);
      const composed = expandComposites(graph, () => false);
      const [expected] = interpretOnHost(graph, [updates, indices]);
      const [actual] = interpretOnHost(composed, [updates, indices]);
      expect(actual.shape).toEqual(expected.shape);
      expect(actual.data).toEqual(expected.data);
    }, 50);
  });
});
