import { EngineError } from "@erlangen/numerics";
import type { CompileOptions, DType, Engine, Executable, Graph } from "@erlangen/tensor";
import { requireCarried } from "../signature.ts";
import { DeviceProgram } from "./device-program.ts";
import { DeviceSource, type DeviceOptions } from "./device-source.ts";
import { planGraph } from "./plan-graph.ts";
import { WebgpuExecutable } from "./webgpu-executable.ts";

/** What {@link webgpu} accepts. */
export interface WebgpuOptions extends DeviceOptions {
  /**
   * Whether tensor products and solid harmonics run as fused shaders; otherwise they are composed of simpler
   * primitives, for comparison. Default: true.
   */
  readonly fusedKernels?: boolean;
}

/**
 * Our own engine over WebGPU: programs as generated shaders, the same in browsers and in Node.
 *
 * Chains of elementwise operations, also those that feed a reduction, become one shader each; equal shaders of any
 * programs are compiled once. A run is one command buffer without a wait inside; carried state stays on the device.
 * In Node the optional package `webgpu` (Dawn) is loaded when the engine is made.
 *
 * After the device is lost, the call at hand fails with EngineError, and the next `compile` or `run` starts a new
 * device; the state of a session is gone with the old one, and its next step says so. An index out of range is an
 * EngineError with its value and place; nothing is read or written out of bounds.
 *
 * Numerics: float32 agrees with the host to about 1e-6 of the scale; sin and cos to 1e-7 up to |x| = 8192, with an
 * absolute error of 1e-11 x^2 beyond; pow to 1e-5 at the ends of the range. Sums have the same order, and so the same
 * bits, on every run. Denormal numbers may become 0.
 *
 * @throws EngineError when there is no WebGPU, with what to install, or no adapter.
 *
 * ```ts no-run needs a graphics device
 * import { webgpu } from "@erlangen/backends/webgpu";
 * import { compile, grad, mul, sum, tensor, type Tensor } from "@erlangen/tensor";
 *
 * const engine = await webgpu();
 * const slope = compile(grad((x: Tensor) => sum(mul(x, x))), { engine });
 * (await slope(tensor([1, 2, 3]))).toArray(); // => [2, 4, 6]
 * engine.dispose();
 * ```
 */
export async function webgpu(options: WebgpuOptions = {}): Promise<Engine> {
  const source = new DeviceSource(options);
  await source.current();
  return new WebgpuEngine(source, options.fusedKernels ?? true);
}

class WebgpuEngine implements Engine {
  readonly name = "webgpu";
  readonly dtypes: readonly DType[] = ["float32", "int32", "bool"];
  readonly #source: DeviceSource;
  readonly #fusedKernels: boolean;
  readonly #executables = new Set<WebgpuExecutable>();
  #live = 0;
  #disposed = false;

  constructor(source: DeviceSource, fusedKernels: boolean) {
    this.#source = source;
    this.#fusedKernels = fusedKernels;
  }

  get liveBuffers(): number {
    return this.#live;
  }

  async compile(graph: Graph, { carried = 0 }: CompileOptions = {}): Promise<Executable> {
    if (this.#disposed) {
      throw new EngineError("webgpu: expected a live engine, got one that was disposed");
    }
    const signature = { graph, carried };
    requireCarried("webgpu", signature);
    const lease = (count: number): void => {
      this.#live += count;
    };
    const live = await this.#source.current();
    const plan = planGraph(graph, {
      maxBuffers: live.device.limits.maxStorageBuffersPerShaderStage,
      carried,
      fusedKernels: this.#fusedKernels,
    });
    const program = await DeviceProgram.create(live, plan, lease);
    const executable = new WebgpuExecutable(
      {
        source: this.#source,
        plan,
        signature,
        lease,
        onDispose: () => this.#executables.delete(executable),
      },
      program,
    );
    this.#executables.add(executable);
    return executable;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const executable of this.#executables) executable.dispose();
    this.#source.end();
  }
}
