import { EngineError } from "@erlangen/numerics";
import { allocate, Tensor, type Spec } from "@erlangen/tensor";
import type { View } from "../../schedule/schedule.ts";
import { webAssembly, type CompiledModule, type LinearMemory } from "../assembler/web-assembly.ts";
import { elementBytes } from "../loops/vector-access.ts";
import type { WorkerPool } from "../threads/worker-pool.ts";
import { indexFault } from "./index-fault.ts";
import { pageBytes, type Phase } from "./memory-layout.ts";
import type { WasmProgram } from "./write-program.ts";

/** A program that was compiled. */
export interface LoadedProgram {
  readonly program: WasmProgram;
  readonly module: CompiledModule;
  /** Who shares the work; `undefined`: nobody. */
  readonly pool: WorkerPool | undefined;
  /** Who computes the steps that the module leaves out: made for a memory. Default: there are none. */
  readonly outside?: (memory: LinearMemory) => OutsideSteps;
}

/** Computes the step at a position on the memory of an instance. */
export type OutsideSteps = (position: number, phase: Phase) => Promise<void>;

/** A program with a memory of its own, constants in place. */
export class WasmInstance {
  readonly #program: WasmProgram;
  readonly #exports: Readonly<Record<string, (...values: number[]) => number>>;
  readonly #integers: Int32Array;
  readonly #floats: Float32Array;
  readonly #pool: WorkerPool | undefined;
  /** Number of the program in the pool. */
  readonly #shared: number;
  /** Positions of split sections in the list that workers have, by name. */
  readonly #entries: ReadonlyMap<string, number>;
  readonly #outside: OutsideSteps | undefined;

  private constructor(
    { program, pool, outside }: LoadedProgram,
    made: {
      readonly memory: LinearMemory;
      readonly exports: Readonly<Record<string, (...values: number[]) => number>>;
      readonly shared: number;
      readonly entries: readonly string[];
    },
  ) {
    this.#program = program;
    this.#pool = pool;
    this.#exports = made.exports;
    this.#shared = made.shared;
    this.#entries = new Map(made.entries.map((name, position) => [name, position]));
    this.#outside = outside?.(made.memory);
    this.#integers = new Int32Array(made.memory.buffer);
    this.#floats = new Float32Array(made.memory.buffer);
    const { schedule } = program;
    schedule.buffers.forEach(({ role, dtype }, buffer) => {
      if (role.kind !== "constant") return;
      const { tensor } = role;
      this.write({ buffer, dtype, shape: tensor.shape, strides: [], offset: 0 }, tensor, 0);
    });
  }

  /**
   * Makes an instance.
   *
   * @throws EngineError when the runtime has no memory of that size.
   */
  static async create(loaded: LoadedProgram): Promise<WasmInstance> {
    const { program, module, pool } = loaded;
    const { pages } = program.layout;
    const memory = newMemory(pages, pool !== undefined);
    const imports = { host: { memory } };
    const { exports } = await webAssembly.instantiate(module, imports);
    const entries = [
      ...new Set(
        program.phases
          .flat()
          .flatMap((section) => (section.kind === "split" ? [section.name] : [])),
      ),
    ];
    const shared =
      pool === undefined || entries.length === 0
        ? -1
        : await pool.load({ module, imports, exports: entries });
    return new WasmInstance(loaded, { memory, exports, shared, entries });
  }

  /** Copies a tensor into memory; the view is the whole of a buffer. */
  write(view: View, { data }: Tensor, phase: Phase): void {
    const begin = this.#program.layout.addressOf(view, phase) / elementBytes;
    if (view.dtype === "float32") this.#floats.set(data, begin);
    else this.#integers.set(data, begin);
  }

  /** Copies a buffer out of memory. */
  read(view: View, phase: Phase): Tensor {
    return this.readAt(this.#program.layout.addressOf(view, phase), view);
  }

  /** Copies what lies at an address out of memory. */
  readAt(address: number, { shape, dtype }: Spec): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    const begin = address / elementBytes;
    const storage = allocate(dtype, size);
    const source = dtype === "float32" ? this.#floats : this.#integers;
    storage.set(source.subarray(begin, begin + size));
    return new Tensor({ shape, dtype }, storage);
  }

  /** Copies a tensor to an address. */
  writeAt(address: number, { data, dtype }: Tensor): void {
    const memory = dtype === "float32" ? this.#floats : this.#integers;
    memory.set(data, address / elementBytes);
  }

  /**
   * Runs all sections of a phase.
   *
   * @throws ArgumentError when an index is out of range; EngineError when a worker fails.
   */
  async run(phase: Phase): Promise<void> {
    for (const section of this.#program.phases[phase]) {
      if (section.kind === "outside") {
        await this.#outside?.(section.position, phase);
        continue;
      }
      const { [section.name]: f } = this.#exports;
      const status =
        section.kind === "serial"
          ? f()
          : await this.#divide(section.name, section.units, (from, to) => f(from, to, 0));
      if (status !== 0) {
        throw indexFault(status, this.#program, { phase, integers: this.#integers });
      }
    }
  }

  /** Lets the workers forget the program. */
  dispose(): void {
    if (this.#shared >= 0) this.#pool?.unload(this.#shared);
  }

  #divide(
    name: string,
    units: number,
    own: (from: number, to: number) => number,
  ): number | Promise<number> {
    const entry = this.#entries.get(name);
    if (this.#pool === undefined || entry === undefined) return own(0, units);
    return this.#pool.run({ program: this.#shared, entry, units, own });
  }
}

function newMemory(pages: number, isShared: boolean): LinearMemory {
  try {
    return new webAssembly.Memory({
      initial: pages,
      maximum: pages,
      ...(isShared ? { shared: true } : {}),
    });
  } catch (cause) {
    throw new EngineError(
      `wasm: expected the runtime to give ${pages * pageBytes} bytes of memory, got none; ` +
        "use smaller batches or dispose other programs",
      { cause },
    );
  }
}
