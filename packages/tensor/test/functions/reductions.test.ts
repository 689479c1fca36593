import {
  all,
  allFinite,
  any,
  argMax,
  argMin,
  cumsum,
  grad,
  hessian,
  max,
  mean,
  min,
  ones,
  prod,
  std,
  sum,
  tensor,
  topK,
  variance,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

const matrix = tensor([
  [3, 1, 2],
  [4, 1, 5],
]);

/** The elements of `x`, grouped by what is left of their index without `axes`. */
function groups(x: Tensor, axes: readonly number[]): number[][] {
  const result = new Map<string, number[]>();
  x.data.forEach((value, position) => {
    let rest = position;
    const index = x.shape.map(() => 0);
    for (let axis = x.rank - 1; axis >= 0; axis--) {
      index[axis] = rest % x.shape[axis];
      rest = Math.floor(rest / x.shape[axis]);
    }
    const key = index.filter((_, axis) => !axes.includes(axis)).join();
    result.set(key, [...(result.get(key) ?? []), value]);
  });
  return [...result.values()];
}

describe("reductions", () => {
  it("agree with their definition over every choice of axes", () => {
    forDraws((draw) => {
      const shape = draw.shape.map((length) => Math.max(1, length));
      const x = draw.tensor("any", shape);
      const axes = draw.axes(shape.length);
      const lines = groups(x, axes);
      const total = (line: readonly number[]): number => line.reduce((a, b) => a + b, 0);
      const expectAll = (y: Tensor, f: (line: readonly number[]) => number): void => {
        expect(y.shape).toEqual(shape.filter((_, axis) => !axes.includes(axis)));
        lines.forEach((line, i) => expect(y.data[i]).toBeCloseTo(f(line), 12));
      };
      expectAll(sum(x, axes), total);
      expectAll(mean(x, axes), (line) => total(line) / line.length);
      expectAll(max(x, axes), (line) => Math.max(...line));
      expectAll(min(x, axes), (line) => Math.min(...line));
      expectAll(prod(x, axes), (line) => line.reduce((a, b) => a * b, 1));
      expectAll(variance(x, axes), (line) => {
        const centre = total(line) / line.length;
        return total(line.map((value) => (value - centre) ** 2)) / line.length;
      });
    }, 60);
  });

  it("keeps axes on demand and counts negative ones from the back", () => {
    expect(sum(matrix, -1, { keepAxes: true }).toArray()).toEqual([[6], [10]]);
    expect(max(matrix, 0).toArray()).toEqual([4, 1, 5]);
    expect(mean(matrix).item()).toBeCloseTo(16 / 6, 6);
  });

  it("over nothing: sum 0, product 1, any false, all true, mean NaN, and no maximum", () => {
    const nothing = tensor([], [0]);
    expect(sum(nothing).item()).toBe(0);
    expect(prod(nothing).item()).toBe(1);
    expect(mean(nothing).item()).toBeNaN();
    expect(any(tensor([], [0], "bool")).item()).toBe(0);
    expect(all(tensor([], [0], "bool")).item()).toBe(1);
    expect(() => max(nothing)).toThrow(
      "max: expected x with elements along axes [0], got shape [0]",
    );
  });

  it("sums float32 without drift, because the host accumulates in float64", () => {
    expect(sum(tensor(new Float32Array(1_000_000).fill(0.1))).item()).toBe(
      Math.fround(1_000_000 * Math.fround(0.1)),
    );
  });

  it("finds the first of equal extremes", () => {
    expect(argMax(matrix, 1).toArray()).toEqual([0, 2]);
    expect(argMin(matrix, 0).toArray()).toEqual([0, 0, 0]);
    expect(argMax(tensor([1, 3, 3]), 0).dtype).toBe("int32");
    expect(argMax(tensor([1, Number.NaN, 3]), 0).item()).toBe(1);
  });

  it("orders the least of all integers too", () => {
    const x = tensor([5, -(2 ** 31), 2 ** 31 - 1], undefined, "int32");
    expect(min(x).item()).toBe(-(2 ** 31));
    expect(argMin(x, 0).item()).toBe(1);
    expect(topK(x, 3).indices.toArray()).toEqual([2, 0, 1]);
  });

  it("shares the derivative of a maximum equally among ties", () => {
    const x = tensor([1, 5, 5, 5, 2, 5], undefined, "float64");
    expect(grad((y: Tensor) => max(y))(x).toArray()).toEqual([0, 0.25, 0.25, 0.25, 0, 0.25]);
  });

  it("has derivatives of a product in all orders where factors are 0", () => {
    const x = tensor([0, 3, 0, 2], undefined, "float64");
    expect(grad((y: Tensor) => prod(y))(x).toArray()).toEqual([0, 0, 0, 0]);
    const curvature = hessian((y) => prod(y))(x).toArray();
    expect(curvature).toEqual([
      [0, 0, 6, 0],
      [0, 0, 0, 0],
      [6, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it("runs sums forwards, backwards, and without the element itself", () => {
    const x = tensor([1, 2, 3]);
    expect(cumsum(x, 0).toArray()).toEqual([1, 3, 6]);
    expect(cumsum(x, 0, { reverse: true }).toArray()).toEqual([6, 5, 3]);
    expect(cumsum(x, 0, { exclusive: true }).toArray()).toEqual([0, 1, 3]);
    expect(cumsum(x, 0, { exclusive: true, reverse: true }).toArray()).toEqual([5, 3, 0]);
    expect(cumsum(matrix, 0).toArray()).toEqual([
      [3, 1, 2],
      [7, 2, 7],
    ]);
  });

  it("estimates spread, with a correction for the estimated mean", () => {
    const x = tensor([1, 2, 3, 4], undefined, "float64");
    expect(variance(x, 0).item()).toBe(1.25);
    expect(variance(x, 0, { correction: 1 }).item()).toBeCloseTo(5 / 3, 14);
    expect(std(x, 0).item()).toBeCloseTo(Math.sqrt(1.25), 14);
    expect(grad((y: Tensor) => std(y))(ones([3], "float64")).toArray()).toEqual([0, 0, 0]);
  });

  it("sees infinities and NaN anywhere in a tree", () => {
    expect(allFinite({ a: tensor([1]), b: [tensor([2], [1], "int32")] }).item()).toBe(1);
    expect(allFinite([tensor([1]), tensor([1, -Infinity])]).item()).toBe(0);
    expect(allFinite(tensor([Number.NaN], [1], "float64")).item()).toBe(0);
    expect(allFinite([]).item()).toBe(1);
  });

  it("names the argument that does not fit", () => {
    expect(() => argMin(tensor([], [2, 0]), 1)).toThrow(
      "argMin: expected x with elements along axes [1], got shape [2, 0]",
    );
    expect(() => min(tensor([true]))).toThrow(
      "min: expected x of float32, float64 or int32, got bool tensor; use cast",
    );
    expect(() => sum(matrix, 2)).toThrow("sum: expected axis in [-2, 2), got 2");
    expect(() => sum(matrix, [0, -2])).toThrow("sum: expected distinct axes, got [0, 0]");
    expect(() => mean(tensor([1], [1], "int32"))).toThrow(
      "mean: expected x of float32 or float64, got int32 tensor; use cast",
    );
    expect(() => any(matrix)).toThrow("any: expected x of bool, got float32; use a comparison");
  });
});
