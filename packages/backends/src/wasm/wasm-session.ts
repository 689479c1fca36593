import { EngineError } from "@erlangen/numerics";
import type { Session, Tensor } from "@erlangen/tensor";
import { outputSpecs, requireStepInputs } from "../signature.ts";
import type { Phase } from "./program/memory-layout.ts";
import type { WasmInstance } from "./program/wasm-instance.ts";
import type { CompiledProgram } from "./wasm-executable.ts";

/**
 * State that stays in linear memory: a step reads it at one place and writes its successor at another, then the places
 * change roles. A step that fails changes nothing.
 */
export class WasmSession implements Session {
  readonly #compiled: CompiledProgram;
  readonly #onDispose: () => void;
  #instance: WasmInstance | undefined;
  #phase: Phase = 0;
  #isBusy = false;

  constructor(compiled: CompiledProgram, instance: WasmInstance, onDispose: () => void) {
    this.#compiled = compiled;
    this.#instance = instance;
    this.#onDispose = onDispose;
  }

  /** Puts the first state in place. */
  begin(state: readonly Tensor[]): void {
    const instance = this.#live();
    state.forEach((tensor, i) => instance.writeAt(this.#place(i), tensor));
  }

  async step(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    const instance = this.#live();
    if (this.#isBusy) {
      throw new EngineError(
        `${this.#compiled.caller}: expected one step at a time, got one while another runs`,
      );
    }
    requireStepInputs(this.#compiled.caller, this.#compiled, inputs);
    const { carried } = this.#compiled;
    const { schedule } = this.#compiled.program;
    const phase = this.#phase;
    this.#isBusy = true;
    try {
      schedule.buffers.forEach(({ role, dtype }, buffer) => {
        if (role.kind !== "input" || role.input < carried) return;
        const input = inputs[role.input - carried];
        instance.write({ buffer, dtype, shape: input.shape, strides: [], offset: 0 }, input, phase);
      });
      await instance.run(phase);
      const results = schedule.outputs.slice(carried).map((view) => instance.read(view, phase));
      if (carried > 0) this.#phase = phase === 0 ? 1 : 0;
      return results;
    } finally {
      this.#isBusy = false;
    }
  }

  async read(): Promise<readonly Tensor[]> {
    const instance = this.#live();
    return outputSpecs(this.#compiled.graph)
      .slice(0, this.#compiled.carried)
      .map((spec, i) => instance.readAt(this.#place(i), spec));
  }

  dispose(): void {
    const instance = this.#instance;
    if (instance === undefined) return;
    this.#instance = undefined;
    instance.dispose();
    this.#onDispose();
  }

  /** Address of a state before the next step. */
  #place(state: number): number {
    const { even, odd } = this.#compiled.program.layout.states[state];
    return this.#phase === 0 ? even : odd;
  }

  #live(): WasmInstance {
    if (this.#instance !== undefined) return this.#instance;
    throw new EngineError(
      `${this.#compiled.caller}: expected a live state, got one that was disposed`,
    );
  }
}
