import { gather, mul, scatterAdd, sum, tensor, type Tensor } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { forDraws, type Draw } from "../draw.ts";
import { at, build } from "../index-loops.ts";

/** Rounding of a scalar product of a few hundred elements in float64. */
const exact = 1e-11;

/** A tensor with a wide or narrow last axis, an axis of it, and indices into that axis. */
function randomCase(draw: Draw): { x: Tensor; indices: Tensor; axis: number } {
  const shape = [...draw.atLeast(1), ...(draw.flag() ? [30] : [])];
  const axis = draw.integer(0, shape.length - 1);
  const x = draw.tensor("any", shape);
  const places = Array.from({ length: draw.integer(0, 2) }, () => draw.integer(0, 3));
  const indices = draw.indices(shape[axis], shape[axis] === 0 ? [0] : places);
  return { x, indices, axis };
}

describe("gather", () => {
  it("takes the slices that the indices name", () => {
    forDraws((draw) => {
      const { x, indices, axis } = randomCase(draw);
      const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
      const y = gather(x, indices, axis - x.rank);
      const expected = build(shape, (index) => {
        const place = at(indices, index.slice(axis, axis + indices.rank));
        return at(x, [...index.slice(0, axis), place, ...index.slice(axis + indices.rank)]);
      });
      expect(y.shape).toEqual(shape);
      expect(y.data).toEqual(expected.data);
    }, 100);
  });

  it("has scatterAdd as its transpose", () => {
    forDraws((draw) => {
      const { x, indices, axis } = randomCase(draw);
      const y = gather(x, indices, axis);
      const u = draw.tensor("any", y.shape);
      const back = scatterAdd(u, indices, x.shape[axis], axis);
      expect(back.shape).toEqual(x.shape);
      const difference = sum(mul(y, u)).item() - sum(mul(x, back)).item();
      expect(Math.abs(difference)).toBeLessThan(exact);
    }, 100);
  });

  it("adds int32 exactly and repeatedly to one place", () => {
    const updates = tensor([1, 2, 4], [3], "int32");
    const indices = tensor([1, 1, 3], [3], "int32");
    expect(scatterAdd(updates, indices, 4).toArray()).toEqual([0, 3, 0, 4]);
  });

  it("says which index is out of range, and where it stands", () => {
    const x = tensor([10, 20, 30]);
    const indices = tensor(
      [
        [0, 1],
        [2, 3],
      ],
      [2, 2],
      "int32",
    );
    expect(() => gather(x, indices)).toThrow("gather: expected indices in [0, 3), got 3 at [1, 1]");
    expect(() => gather(x, tensor([-1], [1], "int32"))).toThrow(
      "gather: expected indices in [0, 3), got -1 at [0]",
    );
    expect(() => scatterAdd(tensor([1]), tensor([5], [1], "int32"), 5)).toThrow(
      "scatterAdd: expected indices in [0, 5), got 5 at [0]",
    );
  });

  it("says which argument does not fit", () => {
    const x = tensor([10, 20, 30]);
    const indices = tensor([0, 1], [2], "int32");
    expect(() => gather(x, tensor([0, 1]))).toThrow(
      "gather: expected indices of int32, got float32",
    );
    expect(() => gather(x, indices, 1)).toThrow("gather: expected axis in [-1, 1), got 1");
    expect(() => scatterAdd(x, indices, 4)).toThrow(
      "scatterAdd: expected updates of shape [...before, 2, ...after] with axis = 0 axes before, got [3]",
    );
    expect(() => scatterAdd(x, tensor([0, 1, 2]), 4)).toThrow(
      "scatterAdd: expected indices of int32, got float32",
    );
    expect(() => scatterAdd(tensor([true, false]), indices, 4)).toThrow(
      "scatterAdd: expected updates of numbers, got bool; use cast",
    );
    expect(() => scatterAdd(tensor([1, 2]), indices, 1.5)).toThrow(
      "scatterAdd: expected length to be a non-negative integer, got 1.5",
    );
  });
});
