import {
  broadcastTo,
  expandDims,
  moveAxis,
  ravel,
  reshape,
  squeeze,
  swapAxes,
  tensor,
  transpose,
  type Tensor,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws } from "../draw.ts";
import { at, build } from "../index-loops.ts";

const matrix: Tensor = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("reshape", () => {
  it("keeps the elements in row-major order", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const y = reshape(x, draw.shape.toReversed());
      expect(y.shape).toEqual(draw.shape.toReversed());
      expect(y.data).toEqual(x.data);
      expect(ravel(x).shape).toEqual([x.size]);
    });
  });

  it("infers one length", () => {
    expect(reshape(matrix, [3, -1]).shape).toEqual([3, 2]);
    expect(reshape(tensor(1), [-1]).shape).toEqual([1]);
  });

  it("says which shapes do not fit", () => {
    expect(() => reshape(matrix, [4])).toThrow(
      "reshape: expected a shape of 6 elements for x of shape [2, 3], got [4]",
    );
    expect(() => reshape(matrix, [4, -1])).toThrow(
      "reshape: expected a shape of 6 elements for x of shape [2, 3], got [4, -1]",
    );
    expect(() => reshape(matrix, [-1, -1])).toThrow(
      "reshape: expected at most one length of -1, got [-1, -1]",
    );
    expect(() => reshape(matrix, [1.5, 4])).toThrow(
      "reshape: expected shape of non-negative integers, got [1.5, 4]",
    );
  });
});

describe("axes of length 1", () => {
  it("are inserted and removed where the axes say", () => {
    expect(expandDims(matrix, 0).shape).toEqual([1, 2, 3]);
    expect(expandDims(matrix, -1).shape).toEqual([2, 3, 1]);
    expect(expandDims(matrix, [0, -2]).shape).toEqual([1, 2, 1, 3]);
    expect(squeeze(expandDims(matrix, [0, -2])).shape).toEqual([2, 3]);
    expect(squeeze(expandDims(matrix, [0, -2]), 0).shape).toEqual([2, 1, 3]);
  });

  it("come back as they were", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const axis = draw.axis(x.rank + 1);
      expect(squeeze(expandDims(x, axis), axis).shape).toEqual(x.shape);
    });
  });

  it("say which axis does not fit", () => {
    expect(() => squeeze(matrix, 1)).toThrow(
      "squeeze: expected axis 1 of length 1, got x of shape [2, 3]",
    );
    expect(() => expandDims(matrix, 3)).toThrow("expandDims: expected axis in [-3, 3), got 3");
    expect(() => expandDims(matrix, [0, 0])).toThrow(
      "expandDims: expected distinct axes, got [0, 0]",
    );
  });
});

describe("transpose", () => {
  it("moves each element to its reordered index", () => {
    forDraws((draw) => {
      const x = draw.tensor();
      const permutation = draw.permutation(x.rank);
      const y = transpose(x, permutation);
      const expected = build(y.shape, (index) => {
        const source: number[] = [];
        permutation.forEach((axis, place) => (source[axis] = index[place]));
        return at(x, source);
      });
      expect(y.shape).toEqual(permutation.map((axis) => x.shape[axis]));
      expect(y.data).toEqual(expected.data);
    }, 50);
  });

  it("is right for planes larger than a tile, and between them", () => {
    const shape = [3, 70, 45];
    const x = build(shape, ([i, j, k]) => 10_000 * i + 100 * j + k);
    const element = (i: number, j: number, k: number): number => 10_000 * i + 100 * j + k;
    const expectations = [
      [[0, 2, 1], ([i, k, j]: number[]) => element(i, j, k)],
      [[2, 1, 0], ([k, j, i]: number[]) => element(i, j, k)],
      [[2, 0, 1], ([k, i, j]: number[]) => element(i, j, k)],
      [[1, 0, 2], ([j, i, k]: number[]) => element(i, j, k)],
    ] as const;
    for (const [permutation, definition] of expectations) {
      const y = transpose(x, permutation);
      expect(y.data).toEqual(build(y.shape, definition).data);
    }
  });

  it("moves and exchanges single axes", () => {
    const x = reshape(tensor(new Float32Array(24)), [2, 3, 4, 1]);
    expect(moveAxis(x, 0, -1).shape).toEqual([3, 4, 1, 2]);
    expect(moveAxis(x, [0, 1], [-1, 0]).shape).toEqual([3, 4, 1, 2]);
    expect(swapAxes(x, 1, -1).shape).toEqual([2, 1, 4, 3]);
    expect(transpose(x).shape).toEqual([1, 4, 3, 2]);
  });

  it("says which axes do not fit", () => {
    expect(() => transpose(matrix, [0, 0])).toThrow(
      "transpose: expected a permutation of the 2 axes of x of shape [2, 3], got [0, 0]",
    );
    expect(() => transpose(matrix, [0, 2])).toThrow("transpose: expected axis in [-2, 2), got 2");
    expect(() => moveAxis(matrix, [0, 1], 0)).toThrow(
      "moveAxis: expected as many places in to as axes in from, got 1 and 2",
    );
    expect(() => moveAxis(matrix, [0, -2], [0, 1])).toThrow(
      "moveAxis: expected distinct axes, got [0, 0]",
    );
  });
});

describe("broadcastTo", () => {
  it("repeats along new axes and axes of length 1", () => {
    forDraws((draw) => {
      const x = draw.tensor("any", draw.smaller());
      const y = broadcastTo(x, draw.shape);
      const shift = draw.shape.length - x.rank;
      const expected = build(draw.shape, (index) =>
        at(
          x,
          x.shape.map((length, axis) => (length === 1 ? 0 : index[axis + shift])),
        ),
      );
      expect(y.shape).toEqual(draw.shape);
      expect(y.data).toEqual(expected.data);
    }, 50);
  });

  it("says which shapes do not fit", () => {
    expect(() => broadcastTo(matrix, [2, 4])).toThrow(
      "broadcastTo: expected x of a shape that broadcasts to [2, 4], got [2, 3]",
    );
    expect(() => broadcastTo(matrix, [3])).toThrow(
      "broadcastTo: expected x of a shape that broadcasts to [3], got [2, 3]",
    );
  });
});
