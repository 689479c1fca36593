import { availableParallelism } from "node:os";
import { missingVulkan, providerProblem } from "../native/provider-problem.ts";
import { tfjs } from "../tfjs/tfjs.ts";
import { wasmFeatures } from "../wasm/assembler/features.ts";
import { adapterName } from "../webgpu/device-source.ts";
import { firstLine, loadRuntime, type OnnxRuntime } from "../native/runtime.ts";

/** Something that programs can, or cannot, run on here. */
export interface Device {
  /** What {@link useDevice} takes. */
  readonly name: string;
  /** The engine behind it. */
  readonly engine: "host" | "native" | "tfjs" | "wasm" | "webgpu";
  readonly available: boolean;
  /** Why not, when it is not available. */
  readonly reason?: string;
  /** Versions, threads and element types, in words. */
  readonly detail: string;
}

/** What {@link listDevices} accepts. */
export interface ListDevicesOptions {
  /** Used instead of the installed `onnxruntime-node`. */
  readonly module?: OnnxRuntime;
}

/**
 * Every engine and device that Erlangen knows, with what it offers here or why it does not.
 *
 * Never throws. Looking for graphics devices starts them once, which may take a second where there is one.
 *
 * ```ts
 * import { listDevices } from "@erlangen/backends/devices";
 *
 * const devices = await listDevices();
 * devices[0].name; // => "host"
 * devices[0].available; // => true
 * ```
 */
export async function listDevices(options: ListDevicesOptions = {}): Promise<readonly Device[]> {
  return [
    {
      name: "host",
      engine: "host",
      available: true,
      detail: `Node ${process.versions.node}, 1 thread, float32 and float64`,
    },
    ...(await nativeDevices(options.module)),
    wasmDevice(),
    await webgpuDevice(),
    ...(await tfjsDevices()),
  ];
}

async function nativeDevices(module: OnnxRuntime | undefined): Promise<readonly Device[]> {
  const names = ["cpu", "webgpu", "cuda"] as const;
  let runtime: OnnxRuntime;
  try {
    runtime = await loadRuntime("listDevices", module);
  } catch (thrown) {
    const reason = firstLine(thrown);
    return names.map((device) => ({
      name: `native-${device}`,
      engine: "native",
      available: false,
      reason,
      detail: "ONNX Runtime",
    }));
  }
  const title = `ONNX Runtime ${runtime.env.versions.node ?? ""}`.trim();
  const devices: Device[] = [];
  for (const device of names) {
    const reason = await providerProblem(runtime, device);
    devices.push({
      name: `native-${device}`,
      engine: "native",
      available: reason === undefined,
      ...(reason === undefined ? {} : { reason }),
      detail: device === "cpu" ? `${title}, ${availableParallelism()} threads` : title,
    });
  }
  return devices;
}

function wasmDevice(): Device {
  const { simd, relaxedSimd, threads } = wasmFeatures();
  const abilities = [relaxedSimd ? "relaxed SIMD" : "SIMD", ...(threads ? ["threads"] : [])];
  return {
    name: "wasm",
    engine: "wasm",
    available: simd,
    ...(simd ? {} : { reason: "WebAssembly has no SIMD here" }),
    detail: `WebAssembly with ${abilities.join(" and ")}, float32`,
  };
}

async function webgpuDevice(): Promise<Device> {
  const common = { name: "webgpu", engine: "webgpu" } as const;
  const abilities = "generated WGSL, float32";
  // Dawn prints to the terminal when it finds no loader.
  const missing = missingVulkan();
  if (missing !== undefined) {
    return { ...common, available: false, reason: missing, detail: abilities };
  }
  try {
    return { ...common, available: true, detail: `${await adapterName()}, ${abilities}` };
  } catch (thrown) {
    return { ...common, available: false, reason: firstLine(thrown), detail: abilities };
  }
}

/** Starting a backend is the only way to know that it works. */
async function tfjsDevices(): Promise<readonly Device[]> {
  const details = {
    cpu: "TensorFlow.js in JavaScript, 1 thread, float32",
    wasm: "TensorFlow.js on WebAssembly, float32",
    cuda: "TensorFlow.js for CUDA, float32",
  } as const;
  const devices: Device[] = [];
  for (const backend of ["cpu", "wasm", "cuda"] as const) {
    const common = { name: `tfjs-${backend}`, engine: "tfjs", detail: details[backend] } as const;
    try {
      (await tfjs({ backend })).dispose();
      devices.push({ ...common, available: true });
    } catch (thrown) {
      devices.push({ ...common, available: false, reason: firstLine(thrown) });
    }
  }
  return devices;
}
