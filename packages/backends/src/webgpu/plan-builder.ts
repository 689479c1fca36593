import { EngineError } from "@erlangen/numerics";
import { sizeOf, type DType, type Shape, type Tensor } from "@erlangen/tensor";
import type { Schedule, View } from "../schedule/schedule.ts";
import { rowMajorStrides, viewKey } from "../schedule/views.ts";
import { checkIndices } from "./kernels/check-indices.ts";
import { planSegments } from "./kernels/segments.ts";
import { firstBadIndex } from "./index-checks.ts";
import type { Command, DeviceCheck, DevicePlan, InputCheck, PlanBuffer } from "./plan.ts";
import type { Planner, Segments } from "./planner.ts";

/** What kernels add to while a schedule becomes a plan. */
export class PlanBuilder implements Planner {
  readonly #schedule: Schedule;
  readonly #hostInputs: (input: number) => boolean;
  readonly #scratch: { dtype: DType; size: number; role: PlanBuffer["role"] }[] = [];
  readonly #commands: Command[] = [];
  readonly #inputChecks: InputCheck[] = [];
  readonly #deviceChecks: DeviceCheck[] = [];
  readonly #checked = new Set<string>();
  readonly #segments = new Map<string, Segments>();
  #faults: View | undefined;

  /** @param hostInputs - Whether an input comes from the host in every call: carried state does not. */
  constructor(schedule: Schedule, hostInputs: (input: number) => boolean) {
    this.#schedule = schedule;
    this.#hostInputs = hostInputs;
  }

  dispatch(command: Command): void {
    this.#commands.push(command);
  }

  /** Memory between two commands, contiguous. */
  scratch(dtype: DType, shape: Shape): View {
    return this.#allocate(dtype, shape, { kind: "temporary" });
  }

  constant(tensor: Tensor): View {
    return this.#allocate(tensor.dtype, tensor.shape, { kind: "constant", tensor });
  }

  /**
   * Sees to it that `indices` in `[0, length)` are all that a run goes on with: constants at once, inputs before a
   * run, computed ones by a kernel whose finding is read back with the results.
   */
  checkIndices(indices: View, length: number, primitive: string): void {
    const key = `${viewKey(indices)}<${length}`;
    if (this.#checked.has(key) || sizeOf(indices.shape) === 0) return;
    this.#checked.add(key);
    const { role } = this.#schedule.buffers[indices.buffer];
    if (role.kind === "constant") {
      const problem = firstBadIndex(role.tensor.data, { view: indices, length, primitive });
      if (problem !== undefined) throw new EngineError(problem);
    } else if (role.kind === "input" && this.#hostInputs(role.input)) {
      this.#inputChecks.push({ input: role.input, view: indices, length, primitive });
    } else {
      this.#faults ??= this.#allocate("int32", [0], { kind: "faults" });
      this.dispatch(
        checkIndices(indices, length, { at: this.#deviceChecks.length, faults: this.#faults }),
      );
      this.#deviceChecks.push({ view: indices, length, primitive });
    }
  }

  /** The positions of `indices` grouped by value in `[0, length)`, computed once for each use of the same indices. */
  segments(indices: View, length: number): Segments {
    const key = `${viewKey(indices)}<${length}`;
    const known = this.#segments.get(key);
    if (known !== undefined) return known;
    const made = planSegments(indices, length, this);
    this.#segments.set(key, made);
    return made;
  }

  finish(): DevicePlan {
    const given = this.#schedule.buffers;
    const faults = this.#faults?.buffer;
    const sizes = [...given, ...this.#scratch].map(({ dtype, size, role }, buffer) => ({
      dtype,
      size: buffer === faults ? 2 * this.#deviceChecks.length : size,
      role,
    }));
    const live = sizes.map(({ role }): [number, number] => [
      role.kind === "temporary" || role.kind === "output" ? Infinity : -1,
      role.kind === "output" || role.kind === "faults" ? Infinity : -1,
    ]);
    this.#commands.forEach(({ bindings }, at) => {
      for (const { buffer } of bindings) {
        live[buffer][0] = Math.min(live[buffer][0], at);
        live[buffer][1] = Math.max(live[buffer][1], at);
      }
    });
    return {
      buffers: sizes.map(({ dtype, size, role }, i) => ({ dtype, size, role, live: live[i] })),
      commands: this.#commands,
      outputs: this.#schedule.outputs,
      inputChecks: this.#inputChecks,
      deviceChecks: this.#deviceChecks,
      faults,
    };
  }

  #allocate(dtype: DType, shape: Shape, role: PlanBuffer["role"]): View {
    this.#scratch.push({ dtype, size: sizeOf(shape), role });
    const buffer = this.#schedule.buffers.length + this.#scratch.length - 1;
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  }
}
