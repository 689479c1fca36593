import { tapsFirst, toChannelsFirst, toChannelsLast } from "./channels-last.ts";
import { asItIs, type KernelEngine } from "./peer.ts";

/** TensorFlow.js on its WebAssembly backend, one thread; operands are on the backend before, images channels-last. */
export async function tfjsWasm(): Promise<KernelEngine> {
  const tf = await import("@tensorflow/tfjs-core");
  await import("@tensorflow/tfjs-backend-wasm");
  if (!(await tf.setBackend("wasm"))) throw new Error("the wasm backend of tfjs did not start");
  return {
    name: "tfjs-wasm",
    prepare: async (kernel) => {
      if (kernel.kind === "matmul") {
        const shape: [number, number] = [kernel.size, kernel.size];
        const a = tf.tensor2d(kernel.left, shape);
        const b = tf.tensor2d(kernel.right, shape);
        return {
          run: () => numbersOf(tf.matMul(a, b)),
          arrange: asItIs,
          dispose: () => tf.dispose([a, b]),
        };
      }
      const { batch, channels, height, width, left, right } = kernel;
      const a = tf.tensor4d(toChannelsLast(kernel, left), [batch, height, width, channels]);
      const b = tf.tensor4d(tapsFirst(kernel, right), [3, 3, channels, channels]);
      return {
        run: () => numbersOf(tf.conv2d(a, b, 1, "same")),
        arrange: (result) => toChannelsFirst(kernel, result),
        dispose: () => tf.dispose([a, b]),
      };
    },
    dispose: () => {},
  };
}

async function numbersOf(result: {
  data(): Promise<unknown>;
  dispose(): void;
}): Promise<Float32Array> {
  try {
    return (await result.data()) as Float32Array;
  } finally {
    result.dispose();
  }
}
