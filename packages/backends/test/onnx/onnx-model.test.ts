import { describe, expect, it } from "vitest";
import {
  encodeModel,
  graphToOnnx,
  loadOnnx,
  runOnnx,
  type OnnxModelData,
} from "@erlangen/backends/onnx";
import { ArgumentError, EngineError, FormatError, ShapeError } from "@erlangen/numerics";
import { gather, tensor, trace } from "@erlangen/tensor";

/** y = operator(x), as another tool might write it. */
const foreign = (operator: string, from: string, to: string): OnnxModelData => ({
  irVersion: 8,
  producer: "another tool",
  opsets: [{ domain: "", version: 18 }],
  metadata: {},
  graph: {
    name: "main",
    nodes: [{ operator, domain: "", name: "", inputs: ["x"], outputs: ["y"], attributes: [] }],
    initializers: [],
    inputs: [{ name: "x", elementType: from, shape: ["n", 2] }],
    outputs: [{ name: "y", elementType: to, shape: ["n", 2] }],
  },
});

describe("loadOnnx", () => {
  it("runs models of other tools with lengths that are known by name only", async () => {
    const model = await loadOnnx(encodeModel(foreign("Neg", "float32", "float32")));
    for (const rows of [1, 3, 0]) {
      const { y } = await model.run({ x: tensor(new Float32Array(2 * rows).fill(2), [rows, 2]) });
      expect(y.shape).toEqual([rows, 2]);
      expect([...y.data].every((value) => value === -2)).toBe(true);
    }
    model.dispose();
  });

  it("feeds int32 where a model wants int64, and gives int64 back as int32", async () => {
    const bytes = encodeModel(foreign("Neg", "int64", "int64"));
    const { y } = await runOnnx(bytes, { x: tensor(Int32Array.of(1, -7), [1, 2]) });
    expect(y.dtype).toBe("int32");
    expect(y.toArray()).toEqual([[-1, 7]]);
  });

  it("says which input is missing, unknown, or does not fit", async () => {
    const model = await loadOnnx(encodeModel(foreign("Neg", "float32", "float32")));
    const x = tensor([[1, 2]]);
    await expect(model.run({})).rejects.toThrow(ArgumentError);
    await expect(model.run({})).rejects.toThrow('loadOnnx: expected inputs named x, got no "x"');
    await expect(model.run({ x, z: x })).rejects.toThrow('expected inputs named x, got "z" too');
    await expect(model.run({ x: tensor([1, 2]) })).rejects.toThrow(ShapeError);
    await expect(model.run({ x: tensor([1, 2]) })).rejects.toThrow(
      "loadOnnx: expected x of shape [n, 2], got [2]",
    );
    await expect(model.run({ x: tensor([[1, 2]], [1, 2], "float64") })).rejects.toThrow(
      "loadOnnx: expected x of float32, got float64; use cast",
    );
    model.dispose();
  });

  it("refuses what is no model, and what ONNX Runtime does not know", async () => {
    await expect(loadOnnx(Uint8Array.of(1, 2, 3), { source: "a.onnx" })).rejects.toThrow(
      FormatError,
    );
    const unknown = encodeModel(foreign("Oddity", "float32", "float32"));
    await expect(loadOnnx(unknown, { source: "a.onnx" })).rejects.toThrow(EngineError);
    await expect(loadOnnx(unknown, { source: "a.onnx" })).rejects.toThrow(
      /^loadOnnx: expected ONNX Runtime to load a\.onnx, got: .*Oddity/,
    );
  });

  it("fails in the open when an index is out of range", async () => {
    const { graph } = trace((x, i) => gather(x, i), [tensor([1, 2, 3]), tensor(Int32Array.of(0))]);
    const bytes = graphToOnnx(graph, { inputNames: ["x", "i"], outputNames: ["y"] });
    const run = (index: number) =>
      runOnnx(bytes, { x: tensor([1, 2, 3]), i: tensor(Int32Array.of(index)) });
    expect((await run(2))["y"].item()).toBe(3);
    await expect(run(3)).rejects.toThrow(EngineError);
    await expect(run(3)).rejects.toThrow(/idx=3 must be within the inclusive range \[-3,2\]/);
  });
});
