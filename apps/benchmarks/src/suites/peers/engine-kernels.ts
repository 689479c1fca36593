import { compile, conv, matmul, tensor, type Tensor } from "@erlangen/tensor";
import { operandShapes } from "../kernel.ts";
import type { NamedEngine } from "../program-suite.ts";
import { asItIs, type KernelEngine } from "./peer.ts";

/** Our compiled programs on an engine: tensors in host memory in, tensors in host memory out. */
export function engineKernels({ name, engine }: NamedEngine): KernelEngine {
  return {
    name,
    prepare: async (kernel) => {
      const shapes = operandShapes(kernel);
      const left = tensor(kernel.left, shapes.left);
      const right = tensor(kernel.right, shapes.right);
      const run = compile(
        (a: Tensor, b: Tensor) =>
          kernel.kind === "matmul"
            ? matmul(a, b)
            : conv(a, b, { padding: "same", layout: "channels-first" }),
        { engine },
      );
      return {
        run: async () => (await run(left, right)).data as Float32Array,
        arrange: asItIs,
        dispose: () => run.dispose(),
      };
    },
    dispose: () => {},
  };
}
