import {
  arange,
  eye,
  full,
  linspace,
  oneHot,
  ones,
  onesLike,
  tensor,
  zeros,
  zerosLike,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

describe("creation", () => {
  it("fills shapes, float32 by default", () => {
    expect(zeros([2, 0]).shape).toEqual([2, 0]);
    expect(ones([2])).toEqual(tensor([1, 1]));
    expect(full([2], 7, "int32")).toEqual(tensor([7, 7], undefined, "int32"));
    expect(zerosLike(ones([1], "float64"))).toEqual(tensor([0], [1], "float64"));
    expect(onesLike(zeros([1], "bool"))).toEqual(tensor([true]));
  });

  it("counts and divides ranges", () => {
    expect(arange(3).toArray()).toEqual([0, 1, 2]);
    expect(arange({ start: 5, stop: 0, step: -2, dtype: "int32" }).toArray()).toEqual([5, 3, 1]);
    expect(arange({ start: 2, stop: 1 }).shape).toEqual([0]);
    expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(linspace(0, 0.1, 4, "float64").data[3]).toBe(0.1);
    expect(linspace(3, 9, 1).toArray()).toEqual([3]);
  });

  it("places ones", () => {
    expect(eye(2).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(oneHot(tensor([2, 0], [2], "int32"), 3).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });

  it("names the argument that does not fit", () => {
    expect(() => zeros([2, -1])).toThrow(
      "zeros: expected shape of non-negative integers, got [2, -1]",
    );
    expect(() => arange({ stop: 1, step: 0 })).toThrow(
      "arange: expected finite start, stop and step other than 0, got 0, 1 and 0",
    );
    expect(() => linspace(0, 1, 0)).toThrow(
      "linspace: expected count to be a positive integer, got 0",
    );
    expect(() => oneHot(tensor([1]), 2)).toThrow(
      "oneHot: expected indices of int32, got float32; use cast",
    );
  });
});
