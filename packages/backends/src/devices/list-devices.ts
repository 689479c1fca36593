import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { providerProblem } from "../native/provider-problem.ts";
import { firstLine, loadRuntime, type OnnxRuntime } from "../native/runtime.ts";

/** Something that programs can, or cannot, run on here. */
export interface Device {
  /** What {@link useDevice} takes. */
  readonly name: string;
  /** The engine behind it. */
  readonly engine: "host" | "native" | "tfjs";
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
    tfjsCuda(),
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

/** The plug-in is looked for, so that its absence can be told; there is no engine for it yet. */
function tfjsCuda(): Device {
  const common = { name: "tfjs-cuda", engine: "tfjs", available: false } as const;
  const detail = "TensorFlow.js for CUDA";
  try {
    createRequire(import.meta.url).resolve("@tensorflow/tfjs-node-gpu");
    return { ...common, reason: "Erlangen has no tfjs engine yet", detail };
  } catch {
    return { ...common, reason: "@tensorflow/tfjs-node-gpu is not installed", detail };
  }
}
