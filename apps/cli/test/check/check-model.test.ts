import { Random } from "@erlangen/numerics";
import { describe, expect, it } from "vitest";
import { checkModel } from "../../src/check/check-model.ts";
import { oneNodeModel } from "./example-models.ts";

const options = {
  source: "example.onnx",
  group: { kind: "space", name: "O(3)" },
  input: new Map([["x", "1o"]]),
  output: new Map([["y", "1o"]]),
  elements: 10,
  orbit: false,
  scale: undefined,
  random: Random.fromSeed(0),
} as const;

describe("checkModel", () => {
  it("takes an open length from the reference in the file", async () => {
    const metadata = { "erlangen.x": "[[5, 0, 0], [0, 5, 0]]" };
    const { error } = await checkModel(oneNodeModel("Sign", { metadata }), options);
    expect(error).toBeGreaterThan(0.1);
    expect((await checkModel(oneNodeModel("Neg", { metadata }), options)).error).toBeLessThan(
      1e-14,
    );
  });

  it("lets scalars do without an axis of their own", async () => {
    const scalars = new Map([["x", "0e"]]);
    const { error } = await checkModel(oneNodeModel("Exp", { shape: ["batch"] }), {
      ...options,
      input: scalars,
      output: new Map([["y", "0e"]]),
    });
    expect(error).toBe(0);
  });

  it("is within float32 for a float32 model", async () => {
    const { error } = await checkModel(oneNodeModel("Neg", { elementType: "float32" }), options);
    expect(error).toBeGreaterThan(1e-9);
    expect(error).toBeLessThan(1e-6);
  });

  it.each([
    [
      "an input of integers",
      oneNodeModel("Neg", { elementType: "int32" }),
      "expected input x of float32 or float64, got int32",
    ],
    [
      "a reference that is no list of numbers",
      oneNodeModel("Neg", { metadata: { "erlangen.x": '["a"]' } }),
      'expected metadata erlangen.x to be a JSON array of numbers, got ["a"]',
    ],
    [
      "a reference of another length",
      oneNodeModel("Neg", { shape: [2, 3], metadata: { "erlangen.x": "[1, 2]" } }),
      "expected metadata erlangen.x to fit shape [2, 3], got 2 numbers",
    ],
    [
      "a reference that fills no whole row",
      oneNodeModel("Neg", { metadata: { "erlangen.x": "[1, 2]" } }),
      "expected metadata erlangen.x to fit shape [0.6666666666666666, 3], got 2 numbers",
    ],
  ])("refuses %s as a wrong argument", async (_, model, message) => {
    await expect(checkModel(model, options)).rejects.toMatchObject({
      code: "argument",
      message: `check: ${message}`,
    });
  });

  it("calls an output that is not finite a failure of the model", async () => {
    await expect(checkModel(oneNodeModel("Log"), options)).rejects.toMatchObject({
      code: "domain",
      message: expect.stringMatching(/^example\.onnx: .*"y" to hold finite numbers, got NaN/),
    });
  });
});
