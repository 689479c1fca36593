import { ArgumentError, Random, ShapeError } from "@erlangen/numerics";
import { irrepsLinear } from "@erlangen/layers";
import { tensor, zeros, type NestedNumbers } from "@erlangen/tensor";
import { describe, expect, it } from "vitest";
import { expectClose } from "../closeness.ts";
import { float64, golden } from "../golden/golden.ts";

interface Case {
  name: string;
  irreps_in: string;
  irreps_out: string;
  instructions: { i_in: number; i_out: number }[];
  weight: NestedNumbers;
  bias?: NestedNumbers | null;
  x: NestedNumbers;
  y: NestedNumbers;
  f_in?: number;
  f_out?: number;
}

const reference = golden<{ cases: Case[] }>("e3nn_linear");

describe("irrepsLinear", () => {
  it.each(reference.cases)("reproduces e3nn: $name", (c) => {
    const pairs = c.instructions
      .filter(({ i_in }) => i_in >= 0)
      .map(({ i_in, i_out }) => [i_in, i_out] as const);
    const linear = irrepsLinear(c.irreps_in, c.irreps_out, {
      biases: c.bias !== undefined && c.bias !== null,
      pathNormalization: c.name === "path_norm" ? "path" : "element",
      ...(c.name === "instructions" ? { instructions: pairs } : {}),
      ...(c.f_in === undefined || c.f_out === undefined
        ? {}
        : { inputFeatures: c.f_in, outputFeatures: c.f_out }),
    });
    const parameters = {
      weight: float64(c.weight),
      ...(c.bias === undefined || c.bias === null ? {} : { bias: float64(c.bias) }),
    };
    expectClose(linear.apply(parameters, float64(c.x)), c.y);
    const drawn = linear.init(Random.fromSeed(0));
    expect(drawn.weight.size).toBe(c.name === "unshared" ? 6 : parameters.weight.size);
    expect(drawn.bias?.size).toBe(parameters.bias?.size);
  });

  it("keeps leading axes and gives zeros to outputs without input", () => {
    const linear = irrepsLinear("2x1o", "1x0e + 1x1o");
    const parameters = linear.init(Random.fromSeed(0));
    const y = linear.apply(parameters, tensor(Random.fromSeed(1).normal(36), [2, 3, 6], "float32"));
    expect(y.shape).toEqual([2, 3, 4]);
    expect([y.data[0], y.data[4], y.data[20]]).toEqual([0, 0, 0]);
  });

  it("keeps second moments: unit normal weights and inputs give outputs of second moment 1", () => {
    const linear = irrepsLinear("20x0e + 12x0e + 8x1o", "16x0e + 16x1o");
    const random = Random.fromSeed(3);
    let [squares, count] = [0, 0];
    for (let k = 0; k < 50; k++) {
      const x = tensor(random.split(`x${k}`).normal(20 * 56), [20, 56]);
      const y = linear.apply(linear.init(random.split(k), { dtype: "float64" }), x);
      for (const value of y.data) squares += value * value;
      count += y.size;
    }
    expect(squares / count).toBeGreaterThan(0.9);
    expect(squares / count).toBeLessThan(1.1);
  });

  it("names the argument that does not fit", () => {
    const linear = irrepsLinear("2x1o", "1x1o");
    const parameters = linear.init(Random.fromSeed(0));
    expect(() => linear.apply(parameters, zeros([4, 5]))).toThrow(
      new ShapeError("irrepsLinear: expected x of shape [..., 6], got [4, 5]"),
    );
    expect(() => linear.apply({ weight: zeros([3]) }, zeros([4, 6]))).toThrow(
      new ShapeError("irrepsLinear: expected weights of shape [2] or [4, 2], got [3]"),
    );
    expect(() => irrepsLinear("1o", "1e", { instructions: [[0, 0]] })).toThrow(
      new ArgumentError(
        'irrepsLinear: expected instruction 0 to pair blocks of equal irrep, got 0 of "1x1o" and 0 of "1x1e"',
      ),
    );
    expect(() => irrepsLinear("1o", "1o", { biases: [true] })).toThrow(ArgumentError);
    expect(() => irrepsLinear("1o", "1o", { inputFeatures: 2 })).toThrow(ArgumentError);
  });
});
