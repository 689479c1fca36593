import { EngineError } from "@erlangen/numerics";
import { checkInputs, Tensor, type Executable, type Session, type Spec } from "@erlangen/tensor";
import { storageFor, checkState, outputSpecs } from "./buffers.ts";
import { NativeSession } from "./native-session.ts";
import { runError, valueNames, type Lease, type NativeProgram, type Ownership } from "./program.ts";
import type { RuntimeTensor } from "./runtime.ts";

/** A program loaded into ONNX Runtime. */
export class NativeExecutable implements Executable {
  readonly #program: NativeProgram;
  readonly #outputs: readonly Spec[];
  readonly #inputNames: readonly string[];
  readonly #outputNames: readonly string[];
  readonly #lease: Lease;
  readonly #onDispose: () => void;
  readonly #sessions = new Set<NativeSession>();
  #disposed = false;

  constructor(program: NativeProgram, { lease, onDispose }: Ownership) {
    this.#program = program;
    this.#outputs = outputSpecs(program.graph);
    this.#inputNames = valueNames("i", program.graph.inputCount);
    this.#outputNames = valueNames("o", this.#outputs.length);
    this.#lease = lease;
    this.#onDispose = onDispose;
    lease(1);
  }

  async run(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    this.#requireLive();
    const { runtime, session, graph } = this.#program;
    checkInputs("native", graph, inputs);
    if (session === undefined) return [];
    const feeds: Record<string, RuntimeTensor> = {};
    for (let i = 0; i < inputs.length; i++) {
      const { dtype, data, shape } = inputs[i];
      feeds[this.#inputNames[i]] = new runtime.Tensor(dtype, data, shape);
    }
    const fetches: Record<string, RuntimeTensor> = {};
    const results = new Array<Tensor>(this.#outputs.length);
    for (let i = 0; i < results.length; i++) {
      const spec = this.#outputs[i];
      const data = storageFor(spec);
      fetches[this.#outputNames[i]] = new runtime.Tensor(spec.dtype, data, spec.shape);
      results[i] = new Tensor(spec, data);
    }
    try {
      await session.run(feeds, fetches);
    } catch (cause) {
      throw runError(cause);
    }
    return results;
  }

  async open(state: readonly Tensor[]): Promise<Session> {
    this.#requireLive();
    checkState(this.#program, state);
    const session: NativeSession = new NativeSession(this.#program, state, {
      lease: this.#lease,
      onDispose: () => this.#sessions.delete(session),
    });
    this.#sessions.add(session);
    return session;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const session of this.#sessions) session.dispose();
    // Frees the model before the promise that it returns settles.
    void this.#program.session?.release();
    this.#lease(-1);
    this.#onDispose();
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new EngineError("native: expected a live program, got one that was disposed");
  }
}
