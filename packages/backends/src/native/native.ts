import { availableParallelism } from "node:os";
import { ArgumentError, EngineError } from "@erlangen/numerics";
import type { CompileOptions, DType, Engine, Executable, Graph } from "@erlangen/tensor";
import { graphToOnnx } from "../onnx/graph-to-onnx.ts";
import { fusedExecutable, isFusible } from "./fused/fused-executable.ts";
import { NativeExecutable } from "./native-executable.ts";
import { valueNames, type Ownership } from "./program.ts";
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
  /**
   * Whether float32 programs with tensor products or solid harmonics run in WebAssembly, where these are fused kernels,
   * and only their large matrix products and convolutions in ONNX Runtime. Otherwise they are composed of its operators.
   * Default: true on the CPU; elsewhere they cannot.
   */
  readonly fusedKernels?: boolean;
}

/**
 * ONNX Runtime as an engine: compiled programs at native speed in Node.
 *
 * A program is one model, except where `fusedKernels` say otherwise; those programs copy inputs in and results out.
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
  const { fusedKernels = device === "cpu" } = options;
  if (fusedKernels && device !== "cpu") {
    throw new ArgumentError(
      `native: expected fusedKernels on device "cpu" only, got them on "${device}"`,
    );
  }
  const runtime = await loadRuntime("native", options.module);
  const problem = await providerProblem(runtime, device);
  if (problem !== undefined) {
    throw new EngineError(
      `native: expected device "${device}" of ONNX Runtime, got none: ${problem}`,
    );
  }
  return new NativeEngine(runtime, { device, threads, fusedKernels });
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
  readonly #options: Required<Omit<NativeOptions, "module">>;
  readonly #executables = new Set<Executable>();
  #live = 0;
  #disposed = false;

  constructor(runtime: OnnxRuntime, options: Required<Omit<NativeOptions, "module">>) {
    this.name = `native-${options.device}`;
    this.dtypes = deviceTypes[options.device];
    this.#runtime = runtime;
    this.#options = options;
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
    const executable: Executable = await this.#load(
      { graph, carried },
      {
        lease: (count) => {
          this.#live += count;
        },
        onDispose: () => this.#executables.delete(executable),
      },
    );
    this.#executables.add(executable);
    return executable;
  }

  dispose(): void {
    this.#disposed = true;
    for (const executable of this.#executables) executable.dispose();
  }

  async #load(
    { graph, carried }: { readonly graph: Graph; readonly carried: number },
    ownership: Ownership,
  ): Promise<Executable> {
    const runtime = this.#runtime;
    const load = (model: Uint8Array): Promise<RuntimeSession> => this.#loadModel(model);
    if (this.#options.fusedKernels && isFusible(graph)) {
      return fusedExecutable({ runtime, graph, carried, load }, ownership);
    }
    const names = {
      inputNames: valueNames("i", graph.inputCount),
      outputNames: valueNames("o", graph.outputs.length),
    };
    // A program without outputs needs no session.
    const session = graph.outputs.length === 0 ? undefined : await load(graphToOnnx(graph, names));
    return new NativeExecutable({ runtime, session, graph, carried }, ownership);
  }

  async #loadModel(model: Uint8Array): Promise<RuntimeSession> {
    const { device, threads } = this.#options;
    try {
      return await this.#runtime.InferenceSession.create(model, runtimeOptions(device, threads));
    } catch (cause) {
      throw new EngineError(
        `native: expected ONNX Runtime to load the program, got: ${firstLine(cause)}`,
        { cause },
      );
    }
  }
}
