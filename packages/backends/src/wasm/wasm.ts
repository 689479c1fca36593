import { ArgumentError, EngineError } from "@erlangen/numerics";
import type { CompileOptions, DType, Engine, Executable, Graph } from "@erlangen/tensor";
import { requireCarried } from "../signature.ts";
import { wasmFeatures } from "./assembler/features.ts";
import { webAssembly } from "./assembler/web-assembly.ts";
import { pageBytes } from "./program/memory-layout.ts";
import { scheduleProgram } from "./program/schedule-program.ts";
import { writeProgram } from "./program/write-program.ts";
import type { WorkerStarter } from "./threads/start-worker.ts";
import { WorkerPool } from "./threads/worker-pool.ts";
import { WasmExecutable } from "./wasm-executable.ts";

/** What {@link wasm} accepts. */
export interface WasmOptions {
  /**
   * Threads in all that share large products, convolutions, fused tensor products and long loops, >= 1. Default 1.
   * More need shared memory: in browsers a page that is isolated from other origins.
   */
  readonly threads?: number;
  /** Used to start workers, for pages that forbid workers from blobs. Default: workers of the runtime. */
  readonly startWorker?: WorkerStarter;
  /** Bytes that all programs of the engine together may hold. Default: no limit but that of one memory, 4 GiB. */
  readonly maxMemory?: number;
}

/**
 * WebAssembly as an engine: a module is generated for each program, with SIMD loops for its shapes, in browsers as in
 * Node.
 *
 * A program and its buffers live in one linear memory of fixed size; inputs are copied in and results copied out. State
 * stays inside from step to step, at two places that change roles, so a step that fails leaves it as it was. Programs
 * without threads run in one call.
 *
 * Numerics: float32, int32 and bool. Sums of float32 go over to float64 every few dozen terms; elementary functions
 * are right to 3e-7 relative, with the host's values at 0, infinities and NaN.
 *
 * @throws EngineError when the runtime lacks SIMD, or shared memory for more than one thread.
 *
 * ```ts
 * import { wasm } from "@erlangen/backends/wasm";
 * import { compile, grad, mul, sum, tensor, type Tensor } from "@erlangen/tensor";
 *
 * const engine = await wasm();
 * const slope = compile(grad((x: Tensor) => sum(mul(x, x))), { engine });
 * (await slope(tensor([1, 2, 3]))).toArray(); // => [2, 4, 6]
 * engine.dispose();
 * engine.liveBuffers; // => 0
 * ```
 */
export async function wasm(options: WasmOptions = {}): Promise<Engine> {
  const { threads = 1, maxMemory = Infinity, startWorker } = options;
  if (!Number.isInteger(threads) || threads < 1) {
    throw new ArgumentError(`wasm: expected threads to be an integer >= 1, got ${threads}`);
  }
  if (!(maxMemory >= pageBytes)) {
    throw new ArgumentError(`wasm: expected maxMemory >= ${pageBytes} bytes, got ${maxMemory}`);
  }
  const features = wasmFeatures();
  if (!features.simd) {
    throw new EngineError("wasm: expected a runtime with WebAssembly SIMD, got one without");
  }
  if (threads > 1 && !features.threads) {
    throw new EngineError(
      `wasm: expected shared memory for ${threads} threads, got a runtime without; use threads: 1, ` +
        "or serve the page with the headers of cross-origin isolation",
    );
  }
  const pool = threads > 1 ? new WorkerPool(threads, startWorker) : undefined;
  return new WasmEngine(threads, maxMemory, pool);
}

class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly dtypes: readonly DType[] = ["float32", "int32", "bool"];
  readonly #threads: number;
  readonly #maxMemory: number;
  readonly #pool: WorkerPool | undefined;
  readonly #executables = new Set<WasmExecutable>();
  #held = 0;
  #live = 0;
  #disposed = false;

  constructor(threads: number, maxMemory: number, pool: WorkerPool | undefined) {
    this.#threads = threads;
    this.#maxMemory = maxMemory;
    this.#pool = pool;
  }

  get liveBuffers(): number {
    return this.#live;
  }

  async compile(graph: Graph, { carried = 0 }: CompileOptions = {}): Promise<Executable> {
    this.#requireLive();
    requireCarried("wasm", { graph, carried });
    const program = writeProgram(scheduleProgram(graph), { carried, threads: this.#threads });
    this.#requireRoom(program.layout.pages, 0);
    const module = await webAssembly.compile(program.bytes);
    this.#requireLive();
    const executable: WasmExecutable = new WasmExecutable(
      { caller: "wasm", graph, carried, program, module, pool: this.#pool },
      {
        reserve: (pages) => this.#reserve(pages),
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
    this.#pool?.dispose();
  }

  #reserve(pages: number): () => void {
    this.#requireRoom(pages, this.#held);
    const bytes = pages * pageBytes;
    this.#held += bytes;
    return () => {
      this.#held -= bytes;
    };
  }

  #requireRoom(pages: number, held: number): void {
    const bytes = pages * pageBytes;
    if (held + bytes <= this.#maxMemory) return;
    throw new EngineError(
      `wasm: expected a program within ${this.#maxMemory} bytes of memory, got one that needs ${bytes}` +
        (held > 0 ? ` beside ${held} in use` : ""),
    );
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new EngineError("wasm: expected a live engine, got one that was disposed");
  }
}
