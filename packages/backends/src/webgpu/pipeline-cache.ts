import { EngineError } from "@erlangen/numerics";
import type { LiveDevice } from "./live-device.ts";
import type { Command } from "./plan.ts";

/** A shader that is ready to be dispatched. */
export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** `GPUShaderStage.COMPUTE`, which not every implementation puts into the global scope. */
const computeStage = 4;

/** Pipelines of one device by the text of their shader: equal kernels of all programs are compiled once. */
export class PipelineCache {
  readonly #owner: LiveDevice;
  readonly #layouts = new Map<string, GPUBindGroupLayout>();
  readonly #pipelines = new Map<string, Promise<Pipeline>>();

  constructor(owner: LiveDevice) {
    this.#owner = owner;
  }

  /**
   * The pipeline of a command. Ask for all those of a program before awaiting one: they compile side by side.
   *
   * @throws EngineError with the message of the WGSL compiler.
   */
  get(command: Command): Promise<Pipeline> {
    const known = this.#pipelines.get(command.code);
    if (known !== undefined) return known;
    const made = this.#make(command);
    this.#pipelines.set(command.code, made);
    // A failure is not kept: the next attempt may find more memory.
    made.catch(() => this.#pipelines.delete(command.code));
    return made;
  }

  async #make({ label, code, bindings }: Command): Promise<Pipeline> {
    const { device } = this.#owner;
    const layout = this.#layout(bindings.map(({ writes }) => writes));
    const { value, accepted } = this.#owner.submit(`the kernel ${label}`, () => {
      const module = device.createShaderModule({ label, code });
      const pipeline = device.createComputePipelineAsync({
        label,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint: "main" },
      });
      pipeline.catch(() => {});
      return { module, pipeline };
    });
    try {
      await accepted;
      return { pipeline: await this.#owner.whileAlive(value.pipeline), layout };
    } catch (cause) {
      if (this.#owner.isLost) throw cause;
      const { messages } = await this.#owner.whileAlive(value.module.getCompilationInfo());
      const worst = messages.find(({ type }) => type === "error");
      if (worst === undefined) throw cause;
      throw new EngineError(
        `webgpu: expected the kernel ${label} to compile, got line ${worst.lineNum}: ${worst.message}`,
        { cause },
      );
    }
  }

  #layout(writes: readonly boolean[]): GPUBindGroupLayout {
    const key = writes.map((write) => (write ? "w" : "r")).join("");
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const layout = this.#owner.device.createBindGroupLayout({
      entries: writes.map((write, binding) => ({
        binding,
        visibility: computeStage,
        buffer: { type: write ? "storage" : "read-only-storage" },
      })),
    });
    this.#layouts.set(key, layout);
    return layout;
  }
}
