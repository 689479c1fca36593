import { ArgumentError } from "@erlangen/numerics";
import { hostEngine, type Engine } from "@erlangen/tensor";
import { native, type NativeOptions } from "../native/native.ts";
import { tfjs } from "../tfjs/tfjs.ts";
import { wasm } from "../wasm/wasm.ts";
import { webgpu } from "../webgpu/webgpu.ts";

/** What {@link useDevice} accepts. */
export type UseDeviceOptions = Omit<NativeOptions, "device">;

/** How each device of {@link listDevices} is opened. */
const openers: Readonly<Record<string, (options: UseDeviceOptions) => Promise<Engine>>> = {
  host: async () => hostEngine,
  "native-cpu": (options) => native({ ...options, device: "cpu" }),
  "native-webgpu": (options) => native({ ...options, device: "webgpu" }),
  "native-cuda": (options) => native({ ...options, device: "cuda" }),
  wasm: ({ threads }) => wasm(threads === undefined ? {} : { threads }),
  webgpu: () => webgpu(),
  "tfjs-cpu": () => tfjs({ backend: "cpu" }),
  "tfjs-wasm": () => tfjs({ backend: "wasm" }),
  "tfjs-cuda": () => tfjs({ backend: "cuda" }),
};

/**
 * The engine of a device that {@link listDevices} names.
 *
 * @param options - `threads` of {@link native} and {@link wasm}, and `module` of {@link native}.
 * @throws ArgumentError when there is no device of this name; EngineError, with the reason, when it is not available.
 *
 * ```ts
 * import { useDevice } from "@erlangen/backends/devices";
 *
 * const engine = await useDevice("native-cpu");
 * engine.name; // => "native-cpu"
 * engine.dispose();
 * ```
 */
export async function useDevice(name: string, options: UseDeviceOptions = {}): Promise<Engine> {
  if (Object.hasOwn(openers, name)) return await openers[name](options);
  throw new ArgumentError(
    `useDevice: expected one of ${Object.keys(openers).join(", ")}, got ${JSON.stringify(name)}`,
  );
}
