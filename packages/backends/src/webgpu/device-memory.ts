import { EngineError } from "@erlangen/numerics";
import { allocate, sizeOf, Tensor, type Spec } from "@erlangen/tensor";
import type { LiveDevice } from "./live-device.ts";

/** Counts buffers that came to life, or, negative, that were freed. */
export type Lease = (count: number) => void;

/** Bits of `GPUBufferUsage`, which not every implementation puts into the global scope. */
const mapRead = 0x01;
const copySource = 0x04;
const copyTarget = 0x08;
const storage = 0x80;

/** Bytes of an element on the device, whatever its type. */
export const wordBytes = 4;

/** The device buffers of one owner: counted, and freed together. */
export class DeviceMemory {
  readonly #live: LiveDevice;
  readonly #lease: Lease;
  readonly #buffers = new Set<GPUBuffer>();
  /** Buffers for reading back that no run uses at the moment. */
  readonly #idle: GPUBuffer[] = [];

  constructor(live: LiveDevice, lease: Lease) {
    this.#live = live;
    this.#lease = lease;
  }

  /**
   * A buffer of `size` elements for kernels and copies.
   *
   * @throws EngineError when the device never holds so much in one buffer.
   */
  create(label: string, size: number): GPUBuffer {
    return this.#create(label, size, storage | copySource | copyTarget);
  }

  /** A buffer that the host can read, at least this large; to be returned by {@link giveBack}. */
  takeStaging(size: number): GPUBuffer {
    const bytes = bytesOf(size);
    const at = this.#idle.findIndex((buffer) => buffer.size === bytes);
    if (at >= 0) return this.#idle.splice(at, 1)[0];
    return this.#create("results", size, mapRead | copyTarget);
  }

  /** Keeps a staging buffer for the next run; one that failed is freed. */
  giveBack(staging: GPUBuffer, works: boolean): void {
    if (!this.#buffers.has(staging)) return;
    if (works) this.#idle.push(staging);
    else this.free(staging);
  }

  free(buffer: GPUBuffer): void {
    if (!this.#buffers.delete(buffer)) return;
    buffer.destroy();
    this.#lease(-1);
  }

  freeAll(): void {
    for (const buffer of this.#buffers) this.free(buffer);
    this.#idle.length = 0;
  }

  #create(label: string, size: number, usage: number): GPUBuffer {
    const { device } = this.#live;
    const bytes = bytesOf(size);
    const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
    if (bytes > most) {
      throw new EngineError(
        `webgpu: expected buffers of at most ${most} bytes on this device, got one of ${bytes} for ${label}`,
      );
    }
    const buffer = device.createBuffer({ label, size: bytes, usage });
    this.#buffers.add(buffer);
    this.#lease(1);
    return buffer;
  }
}

/** A multiple of 16, so that four elements at a time are never cut. */
function bytesOf(size: number): number {
  return Math.max(16, Math.ceil((size * wordBytes) / 16) * 16);
}

/** Puts a tensor into a buffer; truth values become words. */
export function upload(queue: GPUQueue, buffer: GPUBuffer, { dtype, data }: Tensor): void {
  if (data.length === 0) return;
  const words = dtype === "bool" ? Uint32Array.from(data) : data;
  queue.writeBuffer(buffer, 0, words as GPUAllowSharedBufferSource);
}

/** A tensor from mapped memory, copied. */
export function readTensor(mapped: ArrayBuffer, offset: number, spec: Spec): Tensor {
  const { dtype, shape } = spec;
  const size = sizeOf(shape);
  const target = allocate(dtype, size);
  if (dtype === "bool") target.set(new Uint32Array(mapped, offset, size));
  else if (dtype === "int32") target.set(new Int32Array(mapped, offset, size));
  else target.set(new Float32Array(mapped, offset, size));
  return new Tensor(spec, target);
}
