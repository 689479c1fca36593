import { tensor } from "@erlangen/tensor";
import { decodeWeights, encodeWeights } from "@erlangen/training";
import { describe, expect, it } from "vitest";

const weights = {
  layers: [{ matrix: tensor([[1, 2, 3]]) }, { matrix: tensor([[4]]) }],
  bias: tensor([0.5]),
};

describe("weights files", () => {
  it("give back the tree that was written, bit for bit", () => {
    const read = decodeWeights(encodeWeights(weights), "weights", weights);
    expect(read.layers[0].matrix.toArray()).toEqual([[1, 2, 3]]);
    expect(read.layers[1].matrix.toArray()).toEqual([[4]]);
    expect(read.bias.toArray()).toEqual([0.5]);
  });

  it("name tensors by their paths", () => {
    expect(new TextDecoder().decode(encodeWeights(weights))).toContain('"layers.0.matrix"');
  });

  it("refuse another model by the name of the tensor that does not fit", () => {
    const bytes = encodeWeights(weights);
    const wider = { ...weights, bias: tensor([0, 0]) };
    expect(() => decodeWeights(bytes, "w.safetensors", wider)).toThrow(
      'decodeWeights: expected "bias" of shape [2], got [1]',
    );
    const other = { ...weights, gain: tensor([1]) };
    expect(() => decodeWeights(bytes, "w.safetensors", other)).toThrow(
      'expected the float tensor "gain"',
    );
  });
});
