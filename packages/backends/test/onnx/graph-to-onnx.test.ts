import { describe, expect, it } from "vitest";
import { graphToOnnx, onnxOpset, readOnnx, runOnnx } from "@erlangen/backends/onnx";
import { ArgumentError, EngineError } from "@erlangen/numerics";
import {
  add,
  apply,
  broadcastTo,
  gather,
  graphOf,
  matmul,
  mul,
  placeholder,
  reshape,
  scatterAdd,
  solidHarmonics,
  sum,
  tanh,
  tensor,
  trace,
  type Graph,
  type Primitive,
  type Tensor,
} from "@erlangen/tensor";

const graphFor = (f: (...args: Tensor[]) => Tensor | Tensor[], ...args: Tensor[]): Graph =>
  trace(f, args).graph;
const operatorsOf = (graph: Graph): string[] =>
  readOnnx(graphToOnnx(graph)).graph.nodes.map(({ operator }) => operator);
const floats = (...shape: number[]): Tensor =>
  tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape);

describe("graphToOnnx", () => {
  it("lets operators broadcast instead of expanding", () => {
    const x = floats(4, 3);
    const bias = floats(3);
    expect(operatorsOf(graphFor((a, b) => tanh(add(a, b)), x, bias))).toEqual(["Add", "Tanh"]);
    expect(operatorsOf(graphFor((a, b) => add(mul(a, 2), b), floats(4, 1), bias))).toEqual([
      "Mul",
      "Add",
    ]);
  });

  it("multiplies a batch with one matrix without copying it", () => {
    const left = operatorsOf(graphFor((a, b) => matmul(a, b), floats(3, 4), floats(5, 4, 2)));
    expect(left).toEqual(["MatMul"]);
    const right = operatorsOf(graphFor((a, b) => matmul(a, b), floats(5, 2, 3), floats(3, 4)));
    expect(right).not.toContain("Expand");
  });

  it("sums what is only broadcast by a product", () => {
    const graph = graphFor((x) => sum(broadcastTo(x, [1000, 3]), 0), floats(3));
    expect(operatorsOf(graph)).toEqual(["Mul"]);
  });

  it("expands where an operator needs it, once", () => {
    const graph = graphFor((x) => {
      const wide = broadcastTo(x, [2, 3]);
      return [wide, gather(wide, tensor([1, 0], [2], "int32"), 0)];
    }, floats(3));
    expect(operatorsOf(graph)).toEqual(["Expand", "Gather"]);
  });

  it("keeps only the last of several reshapes, and no node or constant that nothing needs", () => {
    const x = placeholder(floats(2, 3), "x");
    const graph = graphOf([x], [tanh(reshape(reshape(x, [3, 2]), [6]))]);
    const { nodes, initializers } = readOnnx(graphToOnnx(graph)).graph;
    expect(nodes.map(({ operator }) => operator)).toEqual(["Reshape", "Tanh"]);
    expect(initializers).toHaveLength(1);
  });

  it("composes primitives that ONNX lacks", () => {
    const operators = operatorsOf(graphFor((x) => solidHarmonics(x, 2), floats(4, 3)));
    expect(operators).toContain("MatMul");
  });

  it("writes a constant of equal elements as one number", () => {
    const x = placeholder(floats(50, 50), "x");
    const graph = graphOf([x], [add(x, tensor(new Float32Array(2500).fill(3), [50, 50]))]);
    const [constant] = readOnnx(graphToOnnx(graph)).graph.initializers;
    expect(constant.shape).toEqual([]);
  });

  it("splits a large scatter, whose rows several threads would otherwise add at once", () => {
    const scatter = (rows: number): string[] =>
      operatorsOf(
        graphFor((x, i) => scatterAdd(x, i, 2), floats(rows, 100), tensor(new Int32Array(rows))),
      ).filter((operator) => operator === "ScatterND");
    expect(scatter(1600)).toHaveLength(1);
    expect(scatter(1601)).toHaveLength(2);
    expect(scatter(20_000)).toHaveLength(13);
  });

  it("copies an output that is an input, a constant, or another output", async () => {
    const x = placeholder(floats(2), "x");
    const y = tanh(x);
    const graph = graphOf([x], [x, y, y, tensor([5, 6])]);
    const bytes = graphToOnnx(graph, { outputNames: ["a", "b", "c", "d"] });
    expect(readOnnx(bytes).graph.outputs.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
    const { a, b, c, d } = await runOnnx(bytes, { x: tensor([1, 2]) });
    expect(a.toArray()).toEqual([1, 2]);
    expect(b.toArray()).toEqual(c.toArray());
    expect(d.toArray()).toEqual([5, 6]);
  });

  it("declares unused inputs, carries metadata, and writes the same bytes again", () => {
    const x = placeholder(floats(2), "x");
    const unused = placeholder(tensor(new Int32Array(3)), "unused");
    const graph = graphOf([x, unused], [tanh(x)]);
    const options = { outputNames: ["energy"], metadata: { irreps: "1x0e" } };
    const model = readOnnx(graphToOnnx(graph, options));
    expect(model.graph.inputs).toEqual([
      { name: "x", elementType: "float32", shape: [2] },
      { name: "unused", elementType: "int32", shape: [3] },
    ]);
    expect(model.graph.outputs).toEqual([{ name: "energy", elementType: "float32", shape: [2] }]);
    expect(model.metadata).toEqual({ irreps: "1x0e" });
    expect(model.opsets).toEqual([{ domain: "", version: onnxOpset }]);
    expect(graphToOnnx(graph, options)).toEqual(graphToOnnx(graph, options));
  });

  it("keeps its own names apart from the caller's", async () => {
    const graph = graphFor((x) => tanh(tanh(x)), floats(1));
    const bytes = graphToOnnx(graph, { inputNames: ["value_0"], outputNames: ["value_1"] });
    const { value_1: y } = await runOnnx(bytes, { value_0: tensor([0.3]) });
    expect(y.item()).toBeCloseTo(Math.tanh(Math.tanh(0.3)), 6);
  });

  it("names inputs by position when the program's own names repeat", () => {
    const a = placeholder(floats(2), "same");
    const b = placeholder(floats(2), "same");
    const { inputs } = readOnnx(graphToOnnx(graphOf([a, b], [add(a, b)]))).graph;
    expect(inputs.map(({ name }) => name)).toEqual(["input_0", "input_1"]);
  });

  it("refuses names that are missing or not distinct", () => {
    const graph = graphFor((x) => tanh(x), floats(1));
    const withNames = (inputNames: string[], outputNames: string[]) => () =>
      graphToOnnx(graph, { inputNames, outputNames });
    expect(withNames([], ["y"])).toThrow(ArgumentError);
    expect(withNames([], ["y"])).toThrow("graphToOnnx: expected inputNames of 1 names, got 0");
    expect(withNames(["x"], ["x"])).toThrow(
      "graphToOnnx: expected distinct names for inputs and outputs, got x, x",
    );
    expect(withNames([""], ["y"])).toThrow(ArgumentError);
  });

  it("refuses a primitive that it does not know", () => {
    const odd: Primitive<Record<string, never>> = {
      name: "oddity",
      spec: ([x]) => x,
      host: () => {},
      vjp: () => [undefined],
    };
    const x = placeholder(floats(1), "x");
    const write = () => graphToOnnx(graphOf([x], [apply(odd, [x], {})]));
    expect(write).toThrow(EngineError);
    expect(write).toThrow(
      'graphToOnnx: expected primitives that ONNX has or that are composed of such, got "oddity"',
    );
  });
});
