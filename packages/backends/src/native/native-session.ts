import { EngineError } from "@erlangen/numerics";
import { Tensor, type Session, type Spec, type Storage } from "@erlangen/tensor";
import { outputSpecs, requireStepInputs } from "../signature.ts";
import { madeTensor, storageFor } from "./buffers.ts";
import { runModel, valueNames, type Lease, type NativeProgram, type Ownership } from "./program.ts";
import type { RuntimeTensor } from "./runtime.ts";

/** One of the two sets of buffers between which the state moves. */
interface StateBuffers {
  readonly storages: readonly Storage[];
  /** The state as leading inputs; the other inputs of a step are added here. */
  readonly feeds: Record<string, RuntimeTensor>;
  /** The state as leading outputs; ONNX Runtime allocates the others, marked by null. */
  readonly fetches: Readonly<Record<string, RuntimeTensor | null>>;
}

/**
 * State that stays in place from step to step: a step reads it from one set of buffers, ONNX Runtime writes the
 * next one into the other set, and the sets change roles. A step that fails leaves the state as it was.
 */
export class NativeSession implements Session {
  readonly #program: NativeProgram;
  readonly #outputs: readonly Spec[];
  readonly #inputNames: readonly string[];
  readonly #outputNames: readonly string[];
  readonly #lease: Lease;
  readonly #onDispose: () => void;
  #current: StateBuffers | undefined;
  #next: StateBuffers | undefined;
  #busy = false;

  constructor(program: NativeProgram, state: readonly Tensor[], { lease, onDispose }: Ownership) {
    this.#program = program;
    this.#outputs = outputSpecs(program.graph);
    this.#inputNames = valueNames("i", program.graph.inputCount);
    this.#outputNames = valueNames("o", this.#outputs.length);
    this.#lease = lease;
    this.#onDispose = onDispose;
    this.#current = this.#stateBuffers(state.map(({ data }) => data.slice()));
    this.#next = this.#stateBuffers(state.map(storageFor));
    lease(2 * program.carried);
  }

  async step(inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
    const { runtime, session, carried } = this.#program;
    const [current, next] = this.#buffers();
    if (this.#busy) {
      throw new EngineError("native: expected one step at a time, got one while another runs");
    }
    requireStepInputs("native", this.#program, inputs);
    if (session === undefined) return [];
    const { feeds } = current;
    for (let i = 0; i < inputs.length; i++) {
      const { dtype, data, shape } = inputs[i];
      feeds[this.#inputNames[carried + i]] = new runtime.Tensor(dtype, data, shape);
    }
    this.#busy = true;
    try {
      const results = await runModel(session, feeds, next.fetches);
      if (this.#current !== undefined) [this.#current, this.#next] = [next, current];
      return this.#outputs
        .slice(carried)
        .map((spec, i) => madeTensor(spec, results[this.#outputNames[carried + i]]));
    } finally {
      this.#busy = false;
    }
  }

  async read(): Promise<readonly Tensor[]> {
    const [{ storages }] = this.#buffers();
    return storages.map((data, i) => new Tensor(this.#outputs[i], data.slice()));
  }

  dispose(): void {
    if (this.#current === undefined) return;
    this.#current = undefined;
    this.#next = undefined;
    this.#lease(-2 * this.#program.carried);
    this.#onDispose();
  }

  #buffers(): [current: StateBuffers, next: StateBuffers] {
    if (this.#current === undefined || this.#next === undefined) {
      throw new EngineError("native: expected a live state, got one that was disposed");
    }
    return [this.#current, this.#next];
  }

  #stateBuffers(storages: readonly Storage[]): StateBuffers {
    const { runtime } = this.#program;
    const feeds: Record<string, RuntimeTensor> = {};
    const fetches: Record<string, RuntimeTensor | null> = {};
    for (const name of this.#outputNames) fetches[name] = null;
    storages.forEach((data, i) => {
      const { dtype, shape } = this.#outputs[i];
      const wrapped = new runtime.Tensor(dtype, data, shape);
      feeds[this.#inputNames[i]] = wrapped;
      fetches[this.#outputNames[i]] = wrapped;
    });
    return { storages, feeds, fetches };
  }
}
