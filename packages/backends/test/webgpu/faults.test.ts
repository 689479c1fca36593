import { afterAll, describe, expect, it } from "vitest";
import { webgpu } from "@erlangen/backends/webgpu";
import { EngineError } from "@erlangen/numerics";
import {
  add,
  broadcastTo,
  graphOf,
  mul,
  placeholder,
  sum,
  tensor,
  type Graph,
  type Tensor,
} from "@erlangen/tensor";
import { findGraphics } from "./graphics.ts";

const { gpu, engine, missing, note } = await findGraphics();

afterAll(() => engine?.dispose());

/** [state, x] -> [state + x, sum(x^2)], with one carried value. */
function program(): Graph {
  const state = placeholder({ shape: [4], dtype: "float32" }, "state");
  const x = placeholder({ shape: [4], dtype: "float32" }, "x");
  return graphOf([state, x], [add(state, x), sum(mul(x, x))]);
}

const ones: Tensor = tensor([1, 1, 1, 1]);

/** The implementation at hand, whose devices can be seen. */
function watched(): { readonly gpu: GPU; readonly devices: GPUDevice[] } {
  const devices: GPUDevice[] = [];
  const wrapper = {
    requestAdapter: async (options: GPURequestAdapterOptions) => {
      const adapter = (await gpu!.requestAdapter(options))!;
      return {
        limits: adapter.limits,
        requestDevice: async (descriptor: GPUDeviceDescriptor) => {
          const device = await adapter.requestDevice(descriptor);
          devices.push(device);
          return device;
        },
      };
    },
  };
  return { gpu: wrapper as unknown as GPU, devices };
}

/** A device some of whose methods are replaced. */
async function deviceWith(replaced: (real: GPUDevice) => Partial<GPUDevice>): Promise<GPUDevice> {
  const real = await (await gpu!.requestAdapter())!.requestDevice();
  const methods = replaced(real);
  return new Proxy(real, {
    get: (target, key) => {
      if (key in methods) return Reflect.get(methods, key) as unknown;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

describe.skipIf(missing)(`faults of webgpu${note}`, () => {
  it("a device that is lost in the middle of a run fails that run; the next one has a new device", async () => {
    const { gpu: own, devices } = watched();
    const fragile = await webgpu({ gpu: own });
    const executable = await fragile.compile(program());
    await executable.run([ones, ones]);
    const run = executable.run([ones, ones]);
    await Promise.resolve();
    devices[0].destroy();
    await expect(run).rejects.toThrow(
      /^webgpu: expected a device that keeps working, got one that was lost: .*; call again to start a new one$/,
    );
    expect((await executable.run([ones, ones]))[1].item()).toBe(4);
    expect(devices).toHaveLength(2);
    executable.dispose();
    expect(fragile.liveBuffers).toBe(0);
    fragile.dispose();
  });

  it("a session whose device is lost says so, and a new one can be opened", async () => {
    const { gpu: own, devices } = watched();
    const fragile = await webgpu({ gpu: own });
    const executable = await fragile.compile(program(), { carried: 1 });
    const session = await executable.open([ones]);
    await session.step([ones]);
    const step = session.step([ones]);
    devices[0].destroy();
    await expect(step).rejects.toThrow(EngineError);
    for (const attempt of [() => session.step([ones]), () => session.read()]) {
      await expect(attempt()).rejects.toThrow(
        /^webgpu: expected the state on its device, got a device that was lost: .*; open a new session$/,
      );
    }
    session.dispose();
    const next = await executable.open([ones]);
    await next.step([ones]);
    expect((await next.read())[0].toArray()).toEqual([2, 2, 2, 2]);
    const other = await fragile.compile(program());
    executable.dispose();
    other.dispose();
    expect(fragile.liveBuffers).toBe(0);
    fragile.dispose();
  });

  it("a device of the caller that is lost cannot be replaced, and that is said", async () => {
    const given = await deviceWith(() => ({}));
    const own = await webgpu({ device: given });
    const executable = await own.compile(program());
    given.destroy();
    await given.lost;
    await expect(executable.run([ones, ones])).rejects.toThrow(
      /^webgpu: expected a device that keeps working, got one that was lost: .*; make a new engine with a new device$/,
    );
    executable.dispose();
    expect(own.liveBuffers).toBe(0);
  });

  it("memory that runs out is reported, nothing stays behind, and the next attempt works", async () => {
    let full = false;
    let refused = false;
    const own = await webgpu({
      device: await deviceWith((real) => ({
        createBuffer: (descriptor) => {
          refused ||= full;
          return real.createBuffer(descriptor);
        },
        popErrorScope: async () => {
          const found = await real.popErrorScope();
          const memory = refused;
          refused = false;
          return memory ? { message: "out of memory" } : found;
        },
      })),
    });
    const executable = await own.compile(program(), { carried: 1 });
    const session = await executable.open([ones]);
    await session.step([ones]);
    const before = own.liveBuffers;
    full = true;
    await expect(own.compile(graphOf([], [tensor([1])]))).rejects.toThrow(
      "webgpu: expected memory for the program, got none: out of memory",
    );
    await expect(executable.run([ones, ones])).rejects.toThrow(EngineError);
    await expect(executable.open([ones])).rejects.toThrow(EngineError);
    expect(own.liveBuffers).toBe(before);
    full = false;
    expect((await executable.run([ones, ones]))[1].item()).toBe(4);
    await session.step([ones]);
    expect((await session.read())[0].toArray()).toEqual([3, 3, 3, 3]);
    executable.dispose();
    expect(own.liveBuffers).toBe(0);
  });

  it("a shader that the device refuses is an error with the message of its compiler", async () => {
    const own = await webgpu({
      device: await deviceWith((real) => ({
        createShaderModule: (descriptor) =>
          real.createShaderModule({ code: descriptor.code.replace("fn main(", "fn main(oops ") }),
      })),
    });
    const failure = own.compile(program());
    await expect(failure).rejects.toThrow(EngineError);
    await expect(failure).rejects.toThrow(
      /^webgpu: expected the kernel elementwise to compile, got line \d+: /,
    );
    expect(own.liveBuffers).toBe(0);
  });

  it("a value larger than any buffer of the device is refused before memory is asked for", async () => {
    const x = placeholder({ shape: [1], dtype: "float32" }, "x");
    const executable = await engine!.compile(graphOf([x], [broadcastTo(mul(x, x), [2 ** 31])]));
    await expect(executable.run([tensor([1])])).rejects.toThrow(
      /^webgpu: expected buffers of at most \d+ bytes on this device, got one of 8589934592 for an output$/,
    );
    executable.dispose();
    expect(engine!.liveBuffers).toBe(0);
  });
});
