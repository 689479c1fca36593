import { EngineError } from "@erlangen/numerics";
import { checkInputs, type Executable, type Session, type Tensor } from "@erlangen/tensor";
import { requireState, type CarriedProgram } from "../signature.ts";
import type { Lease } from "./device-memory.ts";
import { DeviceProgram, located, type Binding } from "./device-program.ts";
import type { DeviceSource } from "./device-source.ts";
import { requireIndices } from "./index-checks.ts";
import type { DevicePlan } from "./plan.ts";
import { WebgpuSession } from "./webgpu-session.ts";

/** What an executable is made of. */
export interface WebgpuParts {
  readonly source: DeviceSource;
  readonly plan: DevicePlan;
  readonly signature: CarriedProgram;
  readonly lease: Lease;
  readonly onDispose: () => void;
}

/** A program on a device; on a new device after the old one was lost. */
export class WebgpuExecutable implements Executable {
  readonly #parts: WebgpuParts;
  readonly #sessions = new Set<WebgpuSession>();
  #program: DeviceProgram;
  /** The same program on a new device, while it is being made. */
  #renewal: Promise<DeviceProgram> | undefined;
  /** Buffers of inputs and outputs for `run`, made when it is first called on a device. */
  #binding: { readonly program: DeviceProgram; readonly binding: Binding } | undefined;
  #disposed = false;

  constructor(parts: WebgpuParts, program: DeviceProgram) {
    this.#parts = parts;
    this.#program = program;
    parts.lease(1);
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    const { plan, signature } = this.#parts;
    checkInputs("webgpu", signature.graph, inputs);
    requireIndices(plan, inputs);
    const program = await this.#current();
    const binding = await this.#runBinding(program);
    return program.run(binding, {
      uploads: plan.buffers.flatMap(({ role }, i) => {
        const to = binding.buffers[i];
        return role.kind === "input" && to !== undefined
          ? [{ to, tensor: inputs[role.input] }]
          : [];
      }),
      copies: [],
      downloads: plan.outputs.map((view) => located(binding, view)),
    });
  }

  async open(state: readonly Tensor[]): Promise<Session> {
    this.#requireLive();
    requireState("webgpu", this.#parts.signature, state);
    const program = await this.#current();
    const session = await WebgpuSession.open(program, this.#parts.signature, {
      state,
      onDispose: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const session of this.#sessions) session.dispose();
    this.#program.dispose();
    this.#parts.lease(-1);
    this.#parts.onDispose();
  }

  /** The program on the device of today. */
  async #current(): Promise<DeviceProgram> {
    if (!this.#program.live.isLost) return this.#program;
    this.#renewal ??= this.#renew();
    try {
      return await this.#renewal;
    } finally {
      this.#renewal = undefined;
    }
  }

  async #renew(): Promise<DeviceProgram> {
    const { source, plan, lease } = this.#parts;
    this.#program.dispose();
    const program = await DeviceProgram.create(await source.current(), plan, lease);
    if (this.#disposed) program.dispose();
    this.#requireLive();
    this.#program = program;
    return program;
  }

  async #runBinding(program: DeviceProgram): Promise<Binding> {
    if (this.#binding?.program === program) return this.#binding.binding;
    const { plan } = this.#parts;
    const { value, accepted } = program.live.submit("inputs and outputs", () => {
      const own = new Map<number, GPUBuffer>();
      plan.buffers.forEach(({ role, size }, i) => {
        if (role.kind !== "input" && role.kind !== "output") return;
        own.set(i, program.memory.create(role.kind === "input" ? "an input" : "an output", size));
      });
      return { own, binding: program.bind(own) };
    });
    try {
      await accepted;
    } catch (cause) {
      for (const buffer of value.own.values()) program.memory.free(buffer);
      throw cause;
    }
    if (this.#binding?.program === program) {
      // Another call was faster.
      for (const buffer of value.own.values()) program.memory.free(buffer);
      return this.#binding.binding;
    }
    this.#binding = { program, binding: value.binding };
    return value.binding;
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new EngineError("webgpu: expected a live program, got one that was disposed");
  }
}
