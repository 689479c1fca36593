import { ArgumentError, EngineError } from "@erlangen/numerics";
import type { CompileOptions, DType, Engine, Executable, Graph } from "@erlangen/tensor";
import { requireCarried } from "../signature.ts";
import { loadTfjs, tfjsBackends, type TfjsBackend } from "./load-tfjs.ts";
import type { Tfjs } from "./module.ts";
import { TfjsExecutable } from "./tfjs-executable.ts";
import { startBackend, type TfjsRuntime } from "./tfjs-runtime.ts";

/** What {@link tfjs} accepts. */
export interface TfjsOptions {
  /**
   * Default `cpu`. `tensorflow` is `@tensorflow/tfjs-node`, `cuda` is `@tensorflow/tfjs-node-gpu`; with `module`, any
   * name that is registered there.
   */
  readonly backend?: TfjsBackend | (string & {});
  /** Used instead of the installed packages: TensorFlow.js with the backend registered. */
  readonly module?: Tfjs;
}

/**
 * Any backend of TensorFlow.js as an engine: its forward kernels run our programs.
 *
 * Derivatives are those of the language, so the gradients of TensorFlow.js, some of which are wrong in second order,
 * play no part. float32, int32 and bool; products of integers are exact up to 2^24. Indices out of range are not
 * checked by every backend.
 *
 * @throws EngineError that says what to install when a package is missing, or why the backend does not start.
 *
 * ```ts
 * import { tfjs } from "@erlangen/backends/tfjs";
 * import { compile, exp, tensor } from "@erlangen/tensor";
 *
 * const engine = await tfjs({ backend: "cpu" });
 * const f = compile((x) => exp(x), { engine });
 * (await f(tensor([0, 1]))).toArray(); // => [1, 2.7182817]
 * engine.dispose();
 * ```
 */
export async function tfjs({ backend = "cpu", module }: TfjsOptions = {}): Promise<Engine> {
  const known = tfjsBackends[backend as TfjsBackend] as
    | (typeof tfjsBackends)[TfjsBackend]
    | undefined;
  if (known === undefined && module === undefined) {
    throw new ArgumentError(
      `tfjs: expected backend among ${Object.keys(tfjsBackends).join(", ")}, or a module that registers it, got "${backend}"`,
    );
  }
  const tf = module ?? (await loadTfjs(backend as TfjsBackend));
  return new TfjsEngine(`tfjs-${backend}`, await startBackend(tf, known?.backend ?? backend));
}

class TfjsEngine implements Engine {
  readonly name: string;
  readonly dtypes: readonly DType[] = ["float32", "int32", "bool"];
  readonly #runtime: TfjsRuntime;
  readonly #executables = new Set<TfjsExecutable>();
  #disposed = false;

  constructor(name: string, runtime: TfjsRuntime) {
    this.name = name;
    this.#runtime = runtime;
  }

  get liveBuffers(): number {
    return this.#runtime.live;
  }

  async compile(graph: Graph, { carried = 0 }: CompileOptions = {}): Promise<Executable> {
    if (this.#disposed) {
      throw new EngineError("tfjs: expected a live engine, got one that was disposed");
    }
    requireCarried("tfjs", { graph, carried });
    const executable: TfjsExecutable = new TfjsExecutable(this.#runtime, {
      graph,
      carried,
      onDispose: () => this.#executables.delete(executable),
    });
    this.#executables.add(executable);
    return executable;
  }

  dispose(): void {
    this.#disposed = true;
    for (const executable of this.#executables) executable.dispose();
  }
}
