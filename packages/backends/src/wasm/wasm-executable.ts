import { EngineError } from "@erlangen/numerics";
import {
  checkInputs,
  type Executable,
  type Graph,
  type Session,
  type Tensor,
} from "@erlangen/tensor";
import { requireState } from "../signature.ts";
import { WasmInstance, type LoadedProgram } from "./program/wasm-instance.ts";
import { WasmSession } from "./wasm-session.ts";

/** What an engine gives to its programs. */
export interface Surroundings {
  /**
   * Takes memory for an instance from what is left.
   *
   * @returns Gives it back.
   * @throws EngineError when there is not enough.
   */
  readonly reserve: (pages: number) => () => void;
  /** Counts things that come to life, or, negative, that are freed. */
  readonly lease: (count: number) => void;
  readonly onDispose: () => void;
}

/** A signature with the program that computes it. */
export interface CompiledProgram extends LoadedProgram {
  /** Who speaks in errors. */
  readonly caller: string;
  readonly graph: Graph;
  readonly carried: number;
}

/** A program in WebAssembly. Each session, and all plain runs together, have one memory. */
export class WasmExecutable implements Executable {
  readonly #compiled: CompiledProgram;
  readonly #surroundings: Surroundings;
  readonly #sessions = new Set<WasmSession>();
  #own: Promise<WasmInstance> | undefined;
  #release: (() => void) | undefined;
  /** Runs follow each other: they use the same memory. */
  #last: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(compiled: CompiledProgram, surroundings: Surroundings) {
    this.#compiled = compiled;
    this.#surroundings = surroundings;
    surroundings.lease(1);
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    checkInputs(this.#compiled.caller, this.#compiled.graph, inputs);
    const result = this.#last.then(() => this.#runOnce(inputs));
    this.#last = result.catch(() => {});
    return await result;
  }

  async open(state: readonly Tensor[]): Promise<Session> {
    this.#requireLive();
    requireState(this.#compiled.caller, this.#compiled, state);
    const release = this.#take();
    try {
      const instance = await WasmInstance.create(this.#compiled);
      const session: WasmSession = new WasmSession(this.#compiled, instance, () => {
        this.#sessions.delete(session);
        release();
      });
      session.begin(state);
      this.#sessions.add(session);
      return session;
    } catch (error) {
      release();
      throw error;
    }
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const session of this.#sessions) session.dispose();
    void this.#own?.then(
      (instance) => instance.dispose(),
      () => {},
    );
    this.#own = undefined;
    this.#release?.();
    this.#surroundings.lease(-1);
    this.#surroundings.onDispose();
  }

  async #runOnce(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    const instance = await this.#instance();
    const { schedule } = this.#compiled.program;
    schedule.buffers.forEach(({ role, dtype }, buffer) => {
      if (role.kind !== "input") return;
      const { [role.input]: input } = inputs;
      instance.write({ buffer, dtype, shape: input.shape, strides: [], offset: 0 }, input, 0);
    });
    await instance.run(0);
    return schedule.outputs.map((view) => instance.read(view, 0));
  }

  #instance(): Promise<WasmInstance> {
    if (this.#own !== undefined) return this.#own;
    const release = this.#take();
    const made = WasmInstance.create(this.#compiled);
    this.#own = made;
    this.#release = release;
    made.catch(() => {
      release();
      this.#own = undefined;
      this.#release = undefined;
    });
    return made;
  }

  /** Memory for one instance; gives a function that frees it, once. */
  #take(): () => void {
    const { reserve, lease } = this.#surroundings;
    const giveBack = reserve(this.#compiled.program.layout.pages);
    lease(1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      giveBack();
      lease(-1);
    };
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new EngineError(
      `${this.#compiled.caller}: expected a live program, got one that was disposed`,
    );
  }
}
