import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { encodeModel } from "../onnx/encode-model.ts";
import type { OnnxValue } from "../onnx/model.ts";
import { firstLine, runtimeOptions, type NativeDevice, type OnnxRuntime } from "./runtime.ts";

/**
 * Why ONNX Runtime cannot compute on a device; `undefined` when it can.
 *
 * Looks for the libraries first, because loading a provider without them makes native code print.
 */
export async function providerProblem(
  runtime: OnnxRuntime,
  device: NativeDevice,
): Promise<string | undefined> {
  if (device === "cpu") return undefined;
  const missing = device === "cuda" ? missingCuda() : missingVulkan();
  if (missing !== undefined) return missing;
  try {
    const session = await runtime.InferenceSession.create(probeModel(), runtimeOptions(device, 1));
    await session.release();
    return undefined;
  } catch (thrown) {
    return firstLine(thrown);
  }
}

function missingCuda(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return "the CUDA provider of onnxruntime-node exists for Linux on x64 only";
  }
  try {
    const entry = createRequire(import.meta.url).resolve("onnxruntime-node");
    const folder = join(dirname(entry), "..", "bin", "napi-v6", process.platform, process.arch);
    if (existsSync(join(folder, "libonnxruntime_providers_cuda.so"))) return undefined;
  } catch {
    // Another build was passed in: only trying can tell.
    return undefined;
  }
  return "the CUDA libraries of onnxruntime-node are not installed; run `npm install onnxruntime-node --onnxruntime-node-install=cuda12`";
}

/** The loader finds a library for us by the rules by which it finds it for ONNX Runtime. */
export function missingVulkan(): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    process.dlopen({ exports: {} }, "libvulkan.so.1");
  } catch (thrown) {
    if (/cannot open shared object/.test(firstLine(thrown))) {
      return "no adapter: the Vulkan loader libvulkan.so.1 is not installed";
    }
  }
  return undefined;
}

/** y = -x: enough to make a provider start. */
function probeModel(): Uint8Array {
  return encodeModel({
    irVersion: 8,
    producer: "erlangen",
    opsets: [{ domain: "", version: 18 }],
    metadata: {},
    graph: {
      name: "probe",
      nodes: [
        { operator: "Neg", domain: "", name: "", inputs: ["x"], outputs: ["y"], attributes: [] },
      ],
      initializers: [],
      inputs: [oneFloat("x")],
      outputs: [oneFloat("y")],
    },
  });
}

function oneFloat(name: string): OnnxValue {
  return { name, elementType: "float32", shape: [1] };
}
