import { EngineError } from "@erlangen/numerics";
import {
  checkInputs,
  type Executable,
  type Session,
  type Spec,
  type Tensor,
} from "@erlangen/tensor";
import { outputSpecs, requireState } from "../signature.ts";
import { madeTensor } from "./buffers.ts";
import { NativeSession } from "./native-session.ts";
import { runModel, valueNames, type Lease, type NativeProgram, type Ownership } from "./program.ts";
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
    const results = await runModel(session, feeds);
    return this.#outputs.map((spec, i) => madeTensor(spec, results[this.#outputNames[i]]));
  }

  async open(state: readonly Tensor[]): Promise<Session> {
    this.#requireLive();
    requireState("native", this.#program, state);
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
