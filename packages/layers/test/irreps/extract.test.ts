import { ArgumentError } from "@erlangen/numerics";
import { extract } from "@erlangen/layers";
import type { NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

const { Extract: reference } = golden<{
  Extract: {
    irreps_in: string;
    irreps_outs: string[];
    instructions: number[][];
    x: NestedNumbers;
    y: NestedNumbers[];
  };
}>("e3nn_nn");

describe("extract", () => {
  it("reproduces e3nn", () => {
    for (const [k, blocks] of reference.instructions.entries()) {
      const layer = extract(reference.irreps_in, blocks);
      expect(layer.output.equals(reference.irreps_outs[k])).toBe(true);
      expectClose(layer.apply({}, float64(reference.x)), reference.y[k]);
    }
  });

  it("names the block that is missing", () => {
    expect(() => extract("1e + 0e", [2])).toThrow(
      new ArgumentError('extract: expected positions of blocks of "1x1e+1x0e", got 2'),
    );
  });
});
