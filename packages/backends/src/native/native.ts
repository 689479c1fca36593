import { availableParallelism } from "node:os";
import { ArgumentError, EngineError } from "@erlangen/numerics";
import type { CompileOptions, DType, Engine, Executable, Graph } from "@erlangen/tensor";
import { graphToOnnx } from "../onnx/graph-to-onnx.ts";
import { NativeExecutable } from "./native-executable.ts";
import { valueNames, type Lease } from "./program.ts";
import { providerProblem } from "./provider-problem.ts";
import {
  firstLine,
  loadRuntime,
  runtimeOptions,
  type NativeDevice,
  type OnnxRuntime,
  type RuntimeSession,
} from "./runtime.ts";

/** What {@link native} accepts. */
export interface NativeOptions {
  /** Default: `cpu`. */
  readonly device?: NativeDevice;
  /** Threads inside one operator on the CPU, >= 1. Default: all that the machine offers. */
  readonly threads?: number;
  /** Used instead of the installed `onnxruntime-node`. */
  readonly module?: OnnxRuntime;
}

/**
 * ONNX Runtime as an engine: compiled programs at native speed in Node.
 *
 * Inputs are read where they lie and results are written straight into the memory that the caller receives. Carried
 * state lives in two sets of buffers that take turns, so a step allocates nothing for it. On `webgpu` and `cuda` the
 * state passes through host memory at each step.
 *
 * Numerics: float32 agrees with the host to about 1e-6 of the scale; ONNX Runtime approximates sigmoid by 0 below
 * -18. An index below 0 counts from the end in gather and scatterAdd, where the host throws; other indices out of
 * range throw.
 *
 * @throws EngineError when `onnxruntime-node` is missing or the device is not available, with the reason.
 *
 * ```ts
 * import { native } from "@erlangen/backends/native";
 * import { compile, grad, mul, sum, tensor, type Tensor } from "@erlangen/tensor";
 *
 * const engine = await native();
 * const slope = compile(grad((x: Tensor) => sum(mul(x, x))), { engine });
 * (await slope(tensor([1, 2, 3]))).toArray(); // => [2, 4, 6]
 * engine.dispose();
 * engine.liveBuffers; // => 0
 * ```
 */
export async function native(options: NativeOptions = {}): Promise<Engine> {
  const { device = "cpu", threads = availableParallelism() } = options;
  if (!(device in deviceTypes)) {
    throw new ArgumentError(
      `native: expected device "cpu", "webgpu" or "cuda", got ${JSON.stringify(device)}`,
    );
  }
  if (!Number.isInteger(threads) || threads < 1) {
    throw new ArgumentError(`native: expected threads to be an integer >= 1, got ${threads}`);
  }
  const runtime = await loadRuntime("native", options.module);
  const problem = await providerProblem(runtime, device);
  if (problem !== undefined) {
    throw new EngineError(
      `native: expected device "${device}" of ONNX Runtime, got none: ${problem}`,
    );
  }
  return new NativeEngine(runtime, device, threads);
}

/** Element types that each device computes in. */
const deviceTypes: Readonly<Record<NativeDevice, readonly DType[]>> = {
  cpu: ["float32", "float64", "int32", "bool"],
  webgpu: ["float32", "int32", "bool"],
  cuda: ["float32", "float64", "int32", "bool"],
};

class NativeEngine implements Engine {
  readonly name: string;
  readonly dtypes: readonly DType[];
  readonly #runtime: OnnxRuntime;
  readonly #device: NativeDevice;
  readonly #threads: number;
  readonly #executables = new Set<NativeExecutable>();
  #live = 0;
  #disposed = false;

  constructor(runtime: OnnxRuntime, device: NativeDevice, threads: number) {
    this.name = `native-${device}`;
    this.dtypes = deviceTypes[device];
    this.#runtime = runtime;
    this.#device = device;
    this.#threads = threads;
  }

  get liveBuffers(): number {
    return this.#live;
  }

  async compile(graph: Graph, { carried = 0 }: CompileOptions = {}): Promise<Executable> {
    if (this.#disposed) {
      throw new EngineError("native: expected a live engine, got one that was disposed");
    }
    if (!(carried >= 0 && carried <= graph.inputCount && carried <= graph.outputs.length)) {
      throw new ArgumentError(
        `native: expected carried in [0, ${Math.min(graph.inputCount, graph.outputs.length)}], got ${carried}`,
      );
    }
    const lease: Lease = (count) => {
      this.#live += count;
    };
    const session = await this.#load(graph);
    const executable = new NativeExecutable(
      { runtime: this.#runtime, session, graph, carried },
      { lease, onDispose: () => this.#executables.delete(executable) },
    );
    this.#executables.add(executable);
    return executable;
  }

  dispose(): void {
    this.#disposed = true;
    for (const executable of this.#executables) executable.dispose();
  }

  /** A program without outputs needs no session. */
  async #load(graph: Graph): Promise<RuntimeSession | undefined> {
    if (graph.outputs.length === 0) return undefined;
    const model = graphToOnnx(graph, {
      inputNames: valueNames("i", graph.inputCount),
      outputNames: valueNames("o", graph.outputs.length),
    });
    try {
      return await this.#runtime.InferenceSession.create(
        model,
        runtimeOptions(this.#device, this.#threads),
      );
    } catch (cause) {
      throw new EngineError(
        `native: expected ONNX Runtime to load the program, got: ${firstLine(cause)}`,
        { cause },
      );
    }
  }
}
