import {
  cast,
  clip,
  equal,
  grad,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
  select,
  stopGradient,
  sum,
  tensor,
  type Tensor,
  where,
} from "@erlangen/tensor";
import { describe, expect, it } from "vitest";

const a = tensor([1, 2, 3, Number.NaN]);
const b = tensor([2, 2, 2, Number.NaN]);

describe("comparison and choice", () => {
  it("compares as JavaScript does, NaN with nothing", () => {
    expect(less(a, b).toArray()).toEqual([1, 0, 0, 0]);
    expect(lessEqual(a, b).toArray()).toEqual([1, 1, 0, 0]);
    expect(greater(a, b).toArray()).toEqual([0, 0, 1, 0]);
    expect(greaterEqual(a, b).toArray()).toEqual([0, 1, 1, 0]);
    expect(equal(a, 2).toArray()).toEqual([0, 1, 0, 0]);
    expect(notEqual(a, b).toArray()).toEqual([1, 0, 1, 1]);
    expect(less(a, b).dtype).toBe("bool");
  });

  it("combines truth values", () => {
    const [p, q] = [tensor([true, true, false, false]), tensor([true, false, true, false])];
    expect(logicalAnd(p, q).toArray()).toEqual([1, 0, 0, 0]);
    expect(logicalOr(p, q).toArray()).toEqual([1, 1, 1, 0]);
    expect(logicalNot(p).toArray()).toEqual([0, 0, 1, 1]);
  });

  it("chooses element by element, with branches that broadcast", () => {
    const condition = tensor([true, false], [2, 1]);
    expect(select(condition, tensor([1, 2]), 0).toArray()).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(where).toBe(select);
  });

  it("needs a condition of truth values and one branch with an element type", () => {
    expect(() => select(tensor([1]), tensor([1]), 0)).toThrow(
      "select: expected condition of bool, got float32 [1]; use a comparison",
    );
    expect(() => select(tensor([true]), 1, 0)).toThrow(
      "select: expected a tensor among the operands, got 1 and 0",
    );
  });

  it("clips, with derivative 1 inside and 0 outside", () => {
    const x = tensor([-3, 0.5, 3], undefined, "float64");
    expect(clip(x, -1, 1).toArray()).toEqual([-1, 0.5, 1]);
    expect(grad((y: Tensor) => sum(clip(y, -1, 1)))(x).toArray()).toEqual([0, 1, 0]);
  });

  it("casts towards zero, and to whether not zero", () => {
    expect(cast(tensor([-1.7, 1.7]), "int32").toArray()).toEqual([-1, 1]);
    expect(cast(tensor([0, 0.25, -256]), "bool").toArray()).toEqual([0, 1, 1]);
    const x = tensor([1, 2], undefined, "float64");
    const slope = grad((y: Tensor) => sum(cast(cast(y, "float32"), "float64")))(x);
    expect(slope).toEqual(tensor([1, 1], undefined, "float64"));
  });

  it("holds constant what stopGradient marks", () => {
    expect(grad((y: Tensor) => stopGradient(y))(tensor(2)).item()).toBe(0);
  });
});
