import { ArgumentError, EngineError } from "@erlangen/numerics";
import { hostEngine, type Engine } from "@erlangen/tensor";
import { native, type NativeOptions } from "../native/native.ts";
import type { NativeDevice } from "../native/runtime.ts";

const nativeDevices: Readonly<Record<string, NativeDevice>> = {
  "native-cpu": "cpu",
  "native-webgpu": "webgpu",
  "native-cuda": "cuda",
};

/**
 * The engine of a device that {@link listDevices} names.
 *
 * @param options - `threads` and `module` of {@link native}; the host has no use for them.
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
export async function useDevice(
  name: string,
  options: Omit<NativeOptions, "device"> = {},
): Promise<Engine> {
  if (name === "host") return hostEngine;
  if (name === "tfjs-cuda") {
    throw new EngineError(
      'useDevice: expected an available device, got "tfjs-cuda"; see listDevices',
    );
  }
  if (!Object.hasOwn(nativeDevices, name)) {
    throw new ArgumentError(
      `useDevice: expected one of host, ${Object.keys(nativeDevices).join(", ")}, got ${JSON.stringify(name)}`,
    );
  }
  return native({ ...options, device: nativeDevices[name] });
}
