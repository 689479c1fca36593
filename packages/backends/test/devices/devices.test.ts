import { afterEach, describe, expect, it, vi } from "vitest";
import { listDevices, useDevice } from "@erlangen/backends/devices";
import { ArgumentError, EngineError } from "@erlangen/numerics";
import { hostEngine } from "@erlangen/tensor";

afterEach(() => {
  vi.doUnmock("onnxruntime-node");
  vi.resetModules();
});

describe("devices", () => {
  it("lists each device once, the available ones usable, the others with a reason", async () => {
    const devices = await listDevices();
    expect(devices.map(({ name }) => name)).toEqual([
      "host",
      "native-cpu",
      "native-webgpu",
      "native-cuda",
      "wasm",
      "webgpu",
      "tfjs-cpu",
      "tfjs-wasm",
      "tfjs-cuda",
    ]);
    expect(devices.find(({ name }) => name === "tfjs-wasm")?.available).toBe(true);
    for (const { name, available, reason } of devices) {
      if (available) {
        const engine = await useDevice(name);
        expect(engine.name).toBe(name);
        engine.dispose();
      } else {
        expect(reason).toMatch(/\S/);
        await expect(useDevice(name)).rejects.toThrow(EngineError);
      }
    }
  });

  it("lists the native devices with the reason when ONNX Runtime is missing", async () => {
    vi.doMock("onnxruntime-node", () => {
      throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    });
    vi.resetModules();
    const fresh = await import("@erlangen/backends/devices");
    const devices = await fresh.listDevices();
    expect(devices[0].available).toBe(true);
    expect(devices[1].available).toBe(false);
    expect(devices[1].reason).toMatch(/npm install onnxruntime-node/);
  });

  it("gives the host, and refuses names that it does not know", async () => {
    expect(await useDevice("host")).toBe(hostEngine);
    await expect(useDevice("abacus")).rejects.toThrow(ArgumentError);
    await expect(useDevice("abacus")).rejects.toThrow(
      /useDevice: expected one of host, native-cpu, .*tfjs-cuda, got "abacus"/,
    );
  });
});
