import { compile, tensor, type Tensor } from "@erlangen/tensor";
import { ravelingOf } from "@erlangen/training/trainer";
import { describe, expect, it } from "vitest";

const tree = () => ({
  layers: [{ weight: tensor([[1, 2, 3]]), bias: tensor([4]) }, { weight: tensor([[5], [6]]) }],
  scale: tensor(7),
});

describe("ravelingOf", () => {
  it("lays all leaves end to end, records by their sorted names", () => {
    const raveling = ravelingOf(tree());
    expect([raveling.size, raveling.dtype]).toEqual([7, "float32"]);
    expect(raveling.ravel(tree()).toArray()).toEqual([4, 1, 2, 3, 5, 6, 7]);
  });

  it("puts them back: unravel after ravel is the tree", () => {
    const raveling = ravelingOf(tree());
    const back = raveling.unravel(raveling.ravel(tree()));
    expect(back.layers[0].weight.toArray()).toEqual([[1, 2, 3]]);
    expect(back.layers[1].weight.toArray()).toEqual([[5], [6]]);
    expect(back.scale.item()).toBe(7);
  });

  it("works inside a compiled function", async () => {
    const raveling = ravelingOf(tree());
    const there = compile((weights: ReturnType<typeof tree>) => raveling.ravel(weights));
    const back = compile((vector: Tensor) => raveling.unravel(vector));
    const { layers } = await back(await there(tree()));
    expect(layers[0].bias?.toArray()).toEqual([4]);
  });

  it("refuses leaves of several element types, and integers", () => {
    expect(() => ravelingOf({ a: tensor([1]), b: tensor(Float64Array.of(1)) })).toThrow(
      "ravelingOf: expected weights of one float type, got float64 beside float32",
    );
    expect(() => ravelingOf([tensor(Int32Array.of(1))])).toThrow(
      "ravelingOf: expected weights of one float type, got int32 beside int32",
    );
  });
});
