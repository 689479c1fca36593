import { operandShapes } from "../kernel.ts";
import { asItIs, type KernelEngine } from "./peer.ts";

/** jax-js on its WebAssembly backend; operands are on the backend before. */
export async function jaxJs(): Promise<KernelEngine> {
  const { defaultDevice, init, lax, numpy } = await import("@jax-js/jax");
  if (!(await init("wasm")).includes("wasm")) throw new Error("jax-js has no wasm backend here");
  defaultDevice("wasm");
  return {
    name: "jax-js",
    prepare: async (kernel) => {
      const { left, right } = operandShapes(kernel);
      const a = numpy.array(kernel.left, { shape: [...left] });
      const b = numpy.array(kernel.right, { shape: [...right] });
      return {
        // Every use consumes a reference; `data` consumes the result.
        run: async () => {
          const result =
            kernel.kind === "matmul"
              ? numpy.matmul(a.ref, b.ref)
              : lax.conv(a.ref, b.ref, [1, 1], "SAME");
          return (await result.data()) as Float32Array;
        },
        arrange: asItIs,
        dispose: () => {
          a.dispose();
          b.dispose();
        },
      };
    },
    dispose: () => {},
  };
}
