import { EngineError } from "@erlangen/numerics";
import type { Session, Tensor } from "@erlangen/tensor";
import { outputSpecs, requireStepInputs, type CarriedProgram } from "../signature.ts";
import { upload } from "./device-memory.ts";
import { isOwnBuffer, located, type Binding, type DeviceProgram } from "./device-program.ts";
import { requireIndices } from "./index-checks.ts";
import type { PlanBuffer } from "./plan.ts";

/** How a session begins and ends. */
interface SessionStart {
  readonly state: readonly Tensor[];
  readonly onDispose: () => void;
}

/** The state in one of its two places, and the bind groups of the step that reads it there. */
interface Phase {
  readonly state: readonly GPUBuffer[];
  readonly binding: Binding;
}

/**
 * State that moves between two sets of buffers: a step reads one and writes the other, and only when it has worked do
 * they change roles. So a step that fails leaves the state as it was.
 */
export class WebgpuSession implements Session {
  readonly #program: DeviceProgram;
  readonly #signature: CarriedProgram;
  readonly #buffers: readonly GPUBuffer[];
  readonly #onDispose: () => void;
  #current: Phase;
  #next: Phase;
  #busy = false;
  #disposed = false;

  private constructor(
    program: DeviceProgram,
    signature: CarriedProgram,
    made: {
      readonly phases: readonly [Phase, Phase];
      readonly buffers: readonly GPUBuffer[];
      readonly onDispose: () => void;
    },
  ) {
    this.#program = program;
    this.#signature = signature;
    [this.#current, this.#next] = made.phases;
    this.#buffers = made.buffers;
    this.#onDispose = made.onDispose;
  }

  /** @throws EngineError when memory runs out; nothing is left behind then. */
  static async open(
    program: DeviceProgram,
    signature: CarriedProgram,
    { state, onDispose }: SessionStart,
  ): Promise<WebgpuSession> {
    const buffers: GPUBuffer[] = [];
    const create = (label: string, size: number): GPUBuffer => {
      const buffer = program.memory.create(label, size);
      buffers.push(buffer);
      return buffer;
    };
    try {
      const { value: phases, accepted } = program.live.submit("the state", () => {
        const own = program.plan.buffers.map(({ role, size }) =>
          ownedByStep(role, signature.carried) ? create("a value of a step", size) : undefined,
        );
        const places = [0, 1].map(() => state.map(({ size }) => create("state", size)));
        state.forEach((tensor, i) => upload(program.live.device.queue, places[0][i], tensor));
        return [
          phaseOf(program, { own, current: places[0], next: places[1] }),
          phaseOf(program, { own, current: places[1], next: places[0] }),
        ] as const;
      });
      await accepted;
      return new WebgpuSession(program, signature, { phases, buffers, onDispose });
    } catch (cause) {
      for (const buffer of buffers) program.memory.free(buffer);
      throw cause;
    }
  }

  async step(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    if (this.#busy) {
      throw new EngineError("webgpu: expected one step at a time, got one while another runs");
    }
    const { carried } = this.#signature;
    requireStepInputs("webgpu", this.#signature, inputs);
    const { plan } = this.#program;
    requireIndices(plan, [...new Array<undefined>(carried).fill(undefined), ...inputs]);
    const [current, next] = [this.#current, this.#next];
    this.#busy = true;
    try {
      const results = await this.#program.run(current.binding, {
        uploads: plan.buffers.flatMap(({ role }, i) => {
          const to = current.binding.buffers[i];
          return role.kind === "input" && role.input >= carried && to !== undefined
            ? [{ to, tensor: inputs[role.input - carried] }]
            : [];
        }),
        copies: plan.outputs
          .slice(0, carried)
          .flatMap((view, i) =>
            isOwnBuffer(plan, i)
              ? []
              : [{ from: located(current.binding, view), to: next.state[i] }],
          ),
        downloads: plan.outputs.slice(carried).map((view) => located(current.binding, view)),
      });
      [this.#current, this.#next] = [next, current];
      return results;
    } finally {
      this.#busy = false;
    }
  }

  async read(): Promise<readonly Tensor[]> {
    this.#requireLive();
    const specs = outputSpecs(this.#signature.graph);
    return this.#program.read(
      this.#current.state.map((from, i) => ({ from, offset: 0, spec: specs[i] })),
    );
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of this.#buffers) this.#program.memory.free(buffer);
    this.#onDispose();
  }

  #requireLive(): void {
    if (this.#disposed) {
      throw new EngineError("webgpu: expected a live state, got one that was disposed");
    }
    if (this.#program.live.isLost) {
      throw new EngineError(
        `webgpu: expected the state on its device, got a device that was lost: ${this.#program.live.lossReason}; open a new session`,
      );
    }
  }
}

/** Whether a session has a buffer of its own for this value: inputs and outputs that are not carried. */
function ownedByStep(role: PlanBuffer["role"], carried: number): boolean {
  if (role.kind === "input") return role.input >= carried;
  return role.kind === "output" && role.outputs[0] >= carried;
}

function phaseOf(
  program: DeviceProgram,
  {
    own,
    current,
    next,
  }: {
    readonly own: readonly (GPUBuffer | undefined)[];
    readonly current: readonly GPUBuffer[];
    readonly next: readonly GPUBuffer[];
  },
): Phase {
  const given = new Map<number, GPUBuffer>();
  program.plan.buffers.forEach(({ role }, i) => {
    const buffer =
      own[i] ??
      (role.kind === "input"
        ? current[role.input]
        : role.kind === "output"
          ? next[role.outputs[0]]
          : undefined);
    if (buffer !== undefined) given.set(i, buffer);
  });
  return { state: current, binding: program.bind(given) };
}
