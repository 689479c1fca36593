import { EngineError } from "@erlangen/numerics";
import { checkInputs, Tensor, type Executable, type Graph, type Session } from "@erlangen/tensor";
import { requireState, requireStepInputs } from "../signature.ts";
import type { TfjsTensor } from "./module.ts";
import type { TfjsRuntime } from "./tfjs-runtime.ts";
import { prepareProgram, runProgram, upload, type TfjsProgram } from "./tfjs-program.ts";

/** A program on a backend of TensorFlow.js. */
export class TfjsExecutable implements Executable {
  readonly #runtime: TfjsRuntime;
  readonly #signature: Graph;
  readonly #carried: number;
  readonly #program: TfjsProgram;
  readonly #sessions = new Set<Session>();
  readonly #onDispose: () => void;
  #disposed = false;

  constructor(
    runtime: TfjsRuntime,
    {
      graph,
      carried,
      onDispose,
    }: { readonly graph: Graph; readonly carried: number; readonly onDispose: () => void },
  ) {
    this.#runtime = runtime;
    this.#signature = graph;
    this.#carried = carried;
    this.#onDispose = onDispose;
    this.#program = runtime.use((tf) => prepareProgram(tf, graph));
    runtime.lease(this.#program.constants.size);
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    checkInputs("tfjs", this.#signature, inputs);
    const results = this.#compute((tf) => inputs.map((input) => upload(tf, input)));
    return await this.#download(results, 0);
  }

  async open(state: readonly Tensor[]): Promise<Session> {
    this.#requireLive();
    requireState("tfjs", { graph: this.#signature, carried: this.#carried }, state);
    const runtime = this.#runtime;
    const carried = this.#carried;
    let held: readonly TfjsTensor[] | undefined = runtime.use((tf) =>
      state.map((tensor) => tf.keep(upload(tf, tensor))),
    );
    runtime.lease(carried);
    const live = (): readonly TfjsTensor[] => {
      if (held !== undefined) return held;
      throw new EngineError("tfjs: expected a live state, got one that was disposed");
    };
    const session: Session = {
      step: async (inputs) => {
        const current = live();
        requireStepInputs("tfjs", { graph: this.#signature, carried }, inputs);
        const results = this.#compute((tf) => [
          ...current,
          ...inputs.map((input) => upload(tf, input)),
        ]);
        held = results.slice(0, carried);
        for (const old of current) old.dispose();
        return await this.#download(results, carried);
      },
      read: async () => await Promise.all(live().map((value, i) => this.#read(value, i))),
      dispose: () => {
        if (held === undefined) return;
        for (const value of held) value.dispose();
        held = undefined;
        runtime.lease(-carried);
        this.#sessions.delete(session);
      },
    };
    this.#sessions.add(session);
    return session;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const session of this.#sessions) session.dispose();
    for (const constant of this.#program.constants.values()) constant.dispose();
    this.#runtime.lease(-this.#program.constants.size);
    this.#onDispose();
  }

  /** Results that belong to nobody else: an output that is an input or a constant is a clone. */
  #compute(feed: (tf: TfjsRuntime["tf"]) => readonly TfjsTensor[]): readonly TfjsTensor[] {
    return this.#runtime.use((tf) => {
      try {
        return tf.tidy(() =>
          runProgram(tf, this.#program, feed(tf)).map((result) => tf.keep(tf.clone(result))),
        );
      } catch (cause) {
        const [reason] = String(cause instanceof Error ? cause.message : cause).split("\n");
        throw new EngineError(`tfjs: expected the program to run, got: ${reason}`, { cause });
      }
    });
  }

  async #download(results: readonly TfjsTensor[], from: number): Promise<readonly Tensor[]> {
    const wanted = results.slice(from);
    try {
      return await Promise.all(wanted.map((result, i) => this.#read(result, from + i)));
    } finally {
      for (const result of wanted) result.dispose();
    }
  }

  async #read(value: TfjsTensor, output: number): Promise<Tensor> {
    const { shape, dtype } = this.#signature.values[this.#signature.outputs[output]];
    const data = await value.data();
    return new Tensor({ shape, dtype }, dtype === "bool" ? Uint8Array.from(data) : data.slice());
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new EngineError("tfjs: expected a live program, got one that was disposed");
  }
}
