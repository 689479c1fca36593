import {
  argsort,
  grad,
  mul,
  sort,
  sum,
  takeAlongAxis,
  tensor,
  topK,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";

describe("sorting", () => {
  it("orders each line and only permutes it", () => {
    forDraws((draw) => {
      const shape = draw.atLeast(1);
      const x = draw.tensor("any", shape);
      const n = shape[shape.length - 1];
      const sorted = sort(x).data;
      for (let start = 0; start < x.size; start += n) {
        const line = Array.from(x.data.slice(start, start + n));
        expect(Array.from(sorted.slice(start, start + n))).toEqual(line.toSorted((a, b) => a - b));
      }
    });
  });

  it("keeps ties in their order and puts NaN last", () => {
    expect(argsort(tensor([2, 1, 2, Number.NaN, 1])).toArray()).toEqual([1, 4, 0, 2, 3]);
    expect(
      argsort(
        tensor([
          [2, 1],
          [1, 2],
        ]),
        0,
      ).toArray(),
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("finds the largest elements, largest first", () => {
    const { values, indices } = topK(tensor([[3, 1, 4, 1, 5]]), 3);
    expect(values.toArray()).toEqual([[5, 4, 3]]);
    expect(indices.toArray()).toEqual([[4, 2, 0]]);
    expect(
      topK(
        tensor([
          [1, 5],
          [7, 2],
        ]),
        1,
        0,
      ).values.toArray(),
    ).toEqual([[7, 5]]);
    expect(() => topK(tensor([1, 2]), 3)).toThrow("topK: expected k in [0, 2], got 3");
  });

  it("sends derivatives back to where the elements came from", () => {
    const weights = tensor([1, 10, 100], undefined, "float64");
    const slope = grad((x: Tensor) => sum(mul(sort(x), weights)));
    expect(slope(tensor([3, 1, 2], undefined, "float64")).toArray()).toEqual([100, 1, 10]);
  });

  it("takes by one index for each line", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const columns = tensor(
      [
        [2, 0],
        [1, 1],
      ],
      undefined,
      "int32",
    );
    expect(takeAlongAxis(x, columns, 1).toArray()).toEqual([
      [3, 1],
      [5, 5],
    ]);
    expect(() => takeAlongAxis(x, tensor([[0]], undefined, "int32"), 1)).toThrow(
      "takeAlongAxis: expected indices of the shape [2, 3] except along axis 1, got [1, 1]",
    );
  });
});
