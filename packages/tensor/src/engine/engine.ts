import type { DType } from "../dtype.ts";
import type { Graph } from "../trace/graph.ts";
import type { Tensor } from "../tensor.ts";

/**
 * A program made ready on an engine.
 *
 * Buffers of the device belong to the executable; `dispose` frees them.
 */
export interface Executable {
  /**
   * Runs the program once.
   *
   * @param inputs - One tensor with numbers for each input of the graph, same shapes and element types.
   */
  run(inputs: readonly Tensor[]): Promise<readonly Tensor[]>;

  /**
   * Opens a run of steps whose first `carried` inputs stay on the device, replaced after each step by the first
   * `carried` outputs.
   */
  open(state: readonly Tensor[]): Promise<Session>;

  dispose(): void;
}

/** State that lives on a device from step to step. One step at a time. */
export interface Session {
  /** Runs one step on the inputs after the carried ones; resolves to the outputs after the carried ones. */
  step(inputs: readonly Tensor[]): Promise<readonly Tensor[]>;
  /** Copies the carried state to the host. */
  read(): Promise<readonly Tensor[]>;
  dispose(): void;
}

/** How an engine is to compile. */
export interface CompileOptions {
  /** How many leading inputs and outputs are state that a {@link Session} carries. Default 0. */
  readonly carried?: number;
}

/** Somewhere that programs run. */
export interface Engine {
  /** Unique among engines, such as `host` or `native-cpu`. */
  readonly name: string;
  /** Element types that it computes in. */
  readonly dtypes: readonly DType[];
  /** Prepares a program. Throws EngineError when the program needs what the engine lacks. */
  compile(graph: Graph, options?: CompileOptions): Promise<Executable>;
  /** Buffers and programs that are alive on the device: zero after everything was disposed. */
  readonly liveBuffers: number;
  dispose(): void;
}
