import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { fullyConnectedNetwork, type ActivationName } from "@erlangen/layers";
import { zeros, type NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

const reference = golden<{
  FullyConnectedNet: {
    hs: number[];
    act: ActivationName | null;
    variance_in?: number;
    variance_out?: number;
    out_act?: boolean;
    weights: NestedNumbers[];
    x: NestedNumbers;
    y: NestedNumbers;
  }[];
}>("e3nn_nn");

describe("fullyConnectedNetwork", () => {
  it.each(reference.FullyConnectedNet)("reproduces e3nn: $hs", (c) => {
    const network = fullyConnectedNetwork(c.hs, {
      activation: c.act ?? "identity",
      constants: "e3nn",
      inputVariance: c.variance_in ?? 1,
      outputVariance: c.variance_out ?? 1,
      outputActivation: c.out_act ?? false,
    });
    expectClose(network.apply({ weights: c.weights.map(float64) }, float64(c.x)), c.y);
    expect(network.init(Random.fromSeed(0)).weights.map(({ shape }) => shape)).toEqual(
      c.hs.slice(1).map((outputs, k) => [c.hs[k], outputs]),
    );
  });

  it("maps zeros to zeros exactly, and keeps leading axes", () => {
    const network = fullyConnectedNetwork([3, 8, 2]);
    const y = network.apply(network.init(Random.fromSeed(0)), zeros([4, 5, 3]));
    expect(y.shape).toEqual([4, 5, 2]);
    expect(y.data.every((value) => value === 0)).toBe(true);
  });

  it("names what does not fit", () => {
    expect(() => fullyConnectedNetwork([3])).toThrow(
      new ArgumentError("fullyConnectedNetwork: expected at least two sizes >= 1, got [3]"),
    );
    const network = fullyConnectedNetwork([3, 2]);
    expect(() => network.apply(network.init(Random.fromSeed(0)), zeros([4, 2]))).toThrow(
      new ShapeError("fullyConnectedNetwork: expected x of shape [..., 3], got [4, 2]"),
    );
  });
});
