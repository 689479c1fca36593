import { EngineError } from "@erlangen/numerics";
import { sizeOf, type Spec, type Tensor } from "@erlangen/tensor";
import type { View } from "../schedule/schedule.ts";
import { assignSlots } from "./assign-slots.ts";
import { DeviceMemory, readTensor, upload, wordBytes, type Lease } from "./device-memory.ts";
import { badIndex } from "./index-checks.ts";
import type { LiveDevice } from "./live-device.ts";
import type { Pipeline } from "./pipeline-cache.ts";
import type { DevicePlan } from "./plan.ts";

/** `GPUMapMode.READ`. */
const mapForReading = 1;

/** A choice of the buffers that hold inputs and outputs, with the bind groups of all commands over it. */
export interface Binding {
  /** The device buffer of each buffer of the plan, where it has one. */
  readonly buffers: readonly (GPUBuffer | undefined)[];
  readonly groups: readonly GPUBindGroup[];
}

/** What one run moves beside computing. */
export interface Transfers {
  readonly uploads: readonly { readonly to: GPUBuffer; readonly tensor: Tensor }[];
  /** Copies on the device after the last command. */
  readonly copies: readonly { readonly from: Download; readonly to: GPUBuffer }[];
  /** What is read back. */
  readonly downloads: readonly Download[];
}

/** A tensor in device memory. */
export interface Download {
  readonly from: GPUBuffer;
  /** In elements. */
  readonly offset: number;
  readonly spec: Spec;
}

/** A plan made ready on one device: its pipelines, constants and temporary memory. */
export class DeviceProgram {
  readonly live: LiveDevice;
  readonly plan: DevicePlan;
  readonly memory: DeviceMemory;
  readonly #pipelines: readonly Pipeline[];
  /** Constants and temporary values, which all runs share: they happen one after the other on the device. */
  readonly #shared: readonly (GPUBuffer | undefined)[];

  private constructor(
    live: LiveDevice,
    plan: DevicePlan,
    made: {
      memory: DeviceMemory;
      pipelines: readonly Pipeline[];
      shared: readonly (GPUBuffer | undefined)[];
    },
  ) {
    this.live = live;
    this.plan = plan;
    this.memory = made.memory;
    this.#pipelines = made.pipelines;
    this.#shared = made.shared;
  }

  /** @throws EngineError when a kernel does not compile or memory runs out; nothing is left behind then. */
  static async create(live: LiveDevice, plan: DevicePlan, lease: Lease): Promise<DeviceProgram> {
    const memory = new DeviceMemory(live, lease);
    try {
      const { value: shared, accepted } = live.submit("the program", () =>
        sharedBuffers(live, plan, memory),
      );
      const compiling = plan.commands.map((command) => live.pipelines.get(command));
      await Promise.allSettled(compiling);
      const pipelines = await Promise.all(compiling);
      await accepted;
      return new DeviceProgram(live, plan, { memory, pipelines, shared });
    } catch (cause) {
      memory.freeAll();
      throw cause;
    }
  }

  /** Bind groups over the shared buffers and the `given` ones of inputs and outputs, by position in the plan. */
  bind(given: ReadonlyMap<number, GPUBuffer>): Binding {
    const buffers = this.#shared.map((buffer, i) => given.get(i) ?? buffer);
    const groups = this.plan.commands.map(({ label, bindings }, command) =>
      this.live.device.createBindGroup({
        label,
        layout: this.#pipelines[command].layout,
        entries: bindings.map(({ buffer }, binding) => ({
          binding,
          resource: { buffer: requireBuffer(buffers[buffer], buffer) },
        })),
      }),
    );
    return { buffers, groups };
  }

  /**
   * Computes once; all of it is on its way to the device before the first wait.
   *
   * @throws EngineError when the device refuses or is lost, or a computed index is out of range.
   */
  async run(binding: Binding, transfers: Transfers): Promise<readonly Tensor[]> {
    const { device } = this.live;
    const { faults, deviceChecks } = this.plan;
    const downloads = [
      ...transfers.downloads,
      ...(faults === undefined
        ? []
        : [
            {
              from: requireBuffer(binding.buffers[faults], faults),
              offset: 0,
              spec: { dtype: "int32", shape: [2 * deviceChecks.length] } as const,
            },
          ]),
    ];
    const results = await this.#perform(downloads, (encoder) => {
      for (const { to, tensor } of transfers.uploads) upload(device.queue, to, tensor);
      this.#encode(encoder, binding);
      for (const { from, to } of transfers.copies) copy(encoder, from, { to, at: 0 });
    });
    if (faults === undefined) return results;
    this.#requireNoFault(results[results.length - 1]);
    return results.slice(0, -1);
  }

  /** Copies tensors to the host. */
  read(downloads: readonly Download[]): Promise<readonly Tensor[]> {
    return this.#perform(downloads, () => {});
  }

  dispose(): void {
    this.memory.freeAll();
  }

  #encode(encoder: GPUCommandEncoder, { groups }: Binding): void {
    const pass = encoder.beginComputePass();
    this.plan.commands.forEach(({ workgroups: [x, y, z] }, command) => {
      pass.setPipeline(this.#pipelines[command].pipeline);
      pass.setBindGroup(0, groups[command]);
      pass.dispatchWorkgroups(x, y, z);
    });
    pass.end();
  }

  /** Submits one command buffer, and reads back what `downloads` says. */
  async #perform(
    downloads: readonly Download[],
    encode: (encoder: GPUCommandEncoder) => void,
  ): Promise<readonly Tensor[]> {
    const { device } = this.live;
    const words = downloads.reduce((sum, { spec }) => sum + sizeOf(spec.shape), 0);
    const { value: staging, accepted } = this.live.submit("the run", () => {
      const target = words === 0 ? undefined : this.memory.takeStaging(words);
      const encoder = device.createCommandEncoder();
      encode(encoder);
      let at = 0;
      for (const download of downloads) {
        if (target !== undefined) at += copy(encoder, download, { to: target, at });
      }
      device.queue.submit([encoder.finish()]);
      return target;
    });
    const specs = downloads.map(({ spec }) => spec);
    if (staging === undefined) {
      await Promise.all([accepted, this.live.whileAlive(device.queue.onSubmittedWorkDone())]);
      return tensorsIn(new ArrayBuffer(0), specs);
    }
    let works = false;
    try {
      const mapped = this.live.whileAlive(staging.mapAsync(mapForReading));
      mapped.catch(() => {});
      await accepted;
      await mapped;
      const results = tensorsIn(staging.getMappedRange(), specs);
      staging.unmap();
      works = true;
      return results;
    } finally {
      this.memory.giveBack(staging, works);
    }
  }

  /** Each check leaves the position and the value of the first index out of range, or the number of indices. */
  #requireNoFault({ data }: Tensor): void {
    this.plan.deviceChecks.forEach((check, i) => {
      const [position, value] = [data[2 * i], data[2 * i + 1]];
      if (position < sizeOf(check.view.shape))
        throw new EngineError(badIndex(check, value, position));
    });
  }
}

function tensorsIn(content: ArrayBuffer, specs: readonly Spec[]): readonly Tensor[] {
  let offset = 0;
  return specs.map((spec) => {
    const tensor = readTensor(content, offset, spec);
    offset += tensor.size * wordBytes;
    return tensor;
  });
}

/** Whether an output is computed right into a buffer of its own: then a run may choose which. */
export function isOwnBuffer({ buffers, outputs }: DevicePlan, output: number): boolean {
  const { role } = buffers[outputs[output].buffer];
  return role.kind === "output" && role.outputs[0] === output;
}

/** A view of a contiguous value as a tensor in the buffers of a binding. */
export function located({ buffers }: Binding, { buffer, offset, shape, dtype }: View): Download {
  return { from: requireBuffer(buffers[buffer], buffer), offset, spec: { shape, dtype } };
}

/** Copies a tensor to the byte `at` of another buffer; returns its number of bytes. */
function copy(
  encoder: GPUCommandEncoder,
  { from, offset, spec }: Download,
  { to, at }: { readonly to: GPUBuffer; readonly at: number },
): number {
  const bytes = sizeOf(spec.shape) * wordBytes;
  if (bytes > 0) encoder.copyBufferToBuffer(from, offset * wordBytes, to, at, bytes);
  return bytes;
}

function sharedBuffers(
  live: LiveDevice,
  plan: DevicePlan,
  memory: DeviceMemory,
): readonly (GPUBuffer | undefined)[] {
  const { slots, sizes } = assignSlots(plan.buffers);
  const rooms = sizes.map((size) => memory.create("temporary values", size));
  const returned = new Set(plan.outputs.map(({ buffer }) => buffer));
  return plan.buffers.map(({ role, size, live: [, last] }, i) => {
    const slot = slots[i];
    if (slot !== undefined) return rooms[slot];
    if (role.kind === "faults") return memory.create("faults", size);
    if (role.kind !== "constant" || (last < 0 && !returned.has(i))) return undefined;
    const buffer = memory.create("a constant", size);
    upload(live.device.queue, buffer, role.tensor);
    return buffer;
  });
}

function requireBuffer(buffer: GPUBuffer | undefined, position: number): GPUBuffer {
  if (buffer === undefined) throw new Error(`internal: buffer ${position} has no memory`);
  return buffer;
}
