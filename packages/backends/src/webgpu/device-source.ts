import { EngineError } from "@erlangen/numerics";
import { findGpu } from "./gpu-access.ts";
import { LiveDevice } from "./live-device.ts";

/** Where a device comes from. */
export interface DeviceOptions {
  /** Used instead of `navigator.gpu` and the package `webgpu`. */
  readonly gpu?: GPU;
  /** Used as it is, with its own limits; the caller keeps it, and replaces it when it is lost. */
  readonly device?: GPUDevice;
  /** Which of several adapters is preferred. Default: the implementation's choice. */
  readonly powerPreference?: "low-power" | "high-performance";
}

/** Limits that are raised to what the adapter offers. */
const raisedLimits = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Gives the device of an engine, and a new one after a loss. */
export class DeviceSource {
  readonly #options: DeviceOptions;
  #current: Promise<LiveDevice> | undefined;
  #ended = false;

  constructor(options: DeviceOptions) {
    this.#options = options;
  }

  /** @throws EngineError when there is no device, or a lost one cannot be replaced. */
  async current(): Promise<LiveDevice> {
    const known = this.#current;
    if (known !== undefined) {
      const live = await known;
      if (!live.isLost) return live;
      if (this.#options.device !== undefined) {
        throw new EngineError(
          `${live.lossError().message.replace(/; call again.*$/, "")}; make a new engine with a new device`,
        );
      }
      if (this.#current === known) this.#current = undefined;
    }
    const started = this.#current ?? this.#start();
    this.#current = started;
    // A refusal is not kept: the next call asks again.
    started.catch(() => {
      if (this.#current === started) this.#current = undefined;
    });
    return started;
  }

  /** Ends the device, unless it belongs to the caller. */
  end(): void {
    this.#ended = true;
    if (this.#options.device !== undefined) return;
    this.#current?.then(
      ({ device }) => device.destroy(),
      () => {},
    );
  }

  async #start(): Promise<LiveDevice> {
    if (this.#options.device !== undefined) return new LiveDevice(this.#options.device);
    const gpu = this.#options.gpu ?? (await findGpu());
    const adapter = await requestAdapter(gpu, this.#options);
    const requiredLimits = Object.fromEntries(
      raisedLimits.map((name) => [name, adapter.limits[name]]),
    );
    let device: GPUDevice;
    try {
      device = await adapter.requestDevice({ requiredLimits });
    } catch (cause) {
      throw new EngineError(`webgpu: expected a device, got: ${String(cause)}`, { cause });
    }
    if (this.#ended) device.destroy();
    return new LiveDevice(device);
  }
}

async function requestAdapter(
  gpu: GPU,
  { powerPreference }: Pick<DeviceOptions, "powerPreference">,
): Promise<GPUAdapter> {
  let adapter: GPUAdapter | null;
  try {
    adapter = await gpu.requestAdapter(powerPreference === undefined ? {} : { powerPreference });
  } catch (cause) {
    throw new EngineError(`webgpu: expected an adapter, got: ${String(cause)}`, { cause });
  }
  if (adapter === null) {
    throw new EngineError(
      "webgpu: expected an adapter, got none; install a graphics driver with Vulkan, Metal or Direct3D 12",
    );
  }
  return adapter;
}

/**
 * What the adapter at hand calls itself.
 *
 * @throws EngineError when there is none.
 */
export async function adapterName(): Promise<string> {
  const { info } = await requestAdapter(await findGpu(), {});
  const names = [info.description, info.device, info.architecture, info.vendor];
  return names.find((name) => name !== "") ?? "an adapter without a name";
}
