import type { OnnxRuntime } from "@erlangen/backends/native";
import { encodeModel, onnxOpset, type OnnxNode } from "@erlangen/backends/onnx";
import { operandShapes, type Kernel } from "../kernel.ts";
import { asItIs, type KernelEngine } from "./peer.ts";

/**
 * ONNX Runtime called by hand: a model of one node, tensors that are made once, and results written into memory that is
 * already there.
 */
export async function bareRuntime(threads: number): Promise<KernelEngine> {
  const runtime: OnnxRuntime = await import("onnxruntime-node");
  return {
    name: "onnxruntime",
    prepare: async (kernel) => {
      const { left, right } = operandShapes(kernel);
      const session = await runtime.InferenceSession.create(oneNodeModel(kernel), {
        executionProviders: ["cpu"],
        graphOptimizationLevel: "all",
        intraOpNumThreads: threads,
        logSeverityLevel: 4,
      });
      const result = new Float32Array(kernel.left.length);
      const feeds = {
        a: new runtime.Tensor("float32", kernel.left, left),
        b: new runtime.Tensor("float32", kernel.right, right),
      };
      const fetches = { y: new runtime.Tensor("float32", result, left) };
      return {
        run: async () => {
          await session.run(feeds, fetches);
          return result;
        },
        arrange: asItIs,
        dispose: () => void session.release(),
      };
    },
    dispose: () => {},
  };
}

/** y = a b, or y = a * b, written without our compiler. */
function oneNodeModel(kernel: Kernel): Uint8Array {
  const { left, right } = operandShapes(kernel);
  const node: OnnxNode = {
    operator: kernel.kind === "matmul" ? "MatMul" : "Conv",
    domain: "",
    name: "",
    inputs: ["a", "b"],
    outputs: ["y"],
    attributes:
      kernel.kind === "matmul" ? [] : [{ name: "pads", kind: "ints", value: [1, 1, 1, 1] }],
  };
  return encodeModel({
    irVersion: 8,
    producer: "erlangen bench",
    opsets: [{ domain: "", version: onnxOpset }],
    metadata: {},
    graph: {
      name: "kernel",
      nodes: [node],
      initializers: [],
      inputs: [
        { name: "a", elementType: "float32", shape: left },
        { name: "b", elementType: "float32", shape: right },
      ],
      outputs: [{ name: "y", elementType: "float32", shape: left }],
    },
  });
}
