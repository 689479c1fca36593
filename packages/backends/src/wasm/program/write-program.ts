import type { Schedule } from "../../schedule/schedule.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { memory } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local } from "../assembler/value.ts";
import { call, perform, WasmModule, type FunctionHandle } from "../assembler/wasm-module.ts";
import type { KernelFunction } from "../kernels.ts";
import { elementBytes } from "../loops/vector-access.ts";
import { layOutMemory, type MemoryLayout, type Phase } from "./memory-layout.ts";
import { stepKernels, type StepKernel } from "./step-kernels.ts";

/** One thing that the host does to run a program. */
type Section =
  /** A call of an exported function without parameters. */
  | { readonly kind: "serial"; readonly name: string }
  /** Pieces for threads: an exported function (from, to, thread). */
  | { readonly kind: "split"; readonly name: string; readonly units: number }
  /** A step that something else than the module computes, by its position. */
  | { readonly kind: "outside"; readonly position: number };

/** A program as a module with the plan of its memory. */
export interface WasmProgram {
  readonly schedule: Schedule;
  /** One for each step. */
  readonly kernels: readonly StepKernel[];
  readonly layout: MemoryLayout;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What even steps do and what odd steps do; a program without state has even ones only. */
  readonly phases: readonly (readonly Section[])[];
}

/** How a program is written. */
export interface WriteOptions {
  readonly carried: number;
  /** Threads in all; above 1 the memory is shared. */
  readonly threads: number;
  /** Whether something else computes the step at a position. Default: nothing does. */
  readonly isOutside?: (position: number) => boolean;
}

/**
 * Status of a section: 0, or 1 + position of the operand with a bad index + this times the position of the step.
 */
export const statusStride = 16;

/** Multiplications that take some ten microseconds: less is not worth waking other threads. */
const leastWork = 2 ** 18;

/** Elements of one piece of a loop: a multiple of those of a vector. */
const runPiece = 1024;

/** Multiplications that take as long as one operation of a loop on one element, which mostly waits for memory. */
const loopWork = 8;

/** Pieces into which a step is worth dividing; 1 when it is not. */
function unitsOf(step: StepKernel): number {
  if (step.kind === "primitive") {
    const { split } = step.kernel;
    return split === undefined || split.work < leastWork ? 1 : split.units;
  }
  const { run } = step.kernel;
  if (run === undefined || run.length * (1 + run.operations) * loopWork < leastWork) return 1;
  // The last piece takes what does not fill one, so that none is shorter than a vector.
  return Math.floor(run.length / runPiece);
}

/** Writes the module of a scheduled program: each distinct kernel once, and functions that call them in order. */
export function writeProgram(
  schedule: Schedule,
  { carried, threads, isOutside = () => false }: WriteOptions,
): WasmProgram {
  const kernels = stepKernels(schedule.steps);
  const scratchBytes = Math.max(
    0,
    ...kernels.map((step) => (step.kind === "primitive" ? step.kernel.scratchBytes : 0)),
  );
  const layout = layOutMemory(schedule, { carried, scratchBytes, threads });
  const module = new WasmModule();
  module.importMemory({
    module: "host",
    name: "memory",
    minimum: layout.pages,
    ...(threads > 1 ? { maximum: layout.pages, shared: true } : {}),
  });
  const writer = new ProgramWriter(module, { kernels, layout, threads, isOutside });
  const phases = carried === 0 ? ([0] as const) : ([0, 1] as const);
  const sections = phases.map((phase) => writer.write(phase));
  return { schedule, kernels, layout, bytes: module.encode(), phases: sections };
}

class ProgramWriter {
  readonly #module: WasmModule;
  readonly #kernels: readonly StepKernel[];
  readonly #layout: MemoryLayout;
  readonly #threads: number;
  readonly #isOutside: (position: number) => boolean;
  readonly #loops = new Map<string, FunctionHandle>();
  readonly #primitives = new Map<string, KernelFunction>();
  readonly #splits = new Map<string, KernelFunction>();

  constructor(
    module: WasmModule,
    {
      kernels,
      layout,
      threads,
      isOutside,
    }: {
      readonly kernels: readonly StepKernel[];
      readonly layout: MemoryLayout;
      readonly threads: number;
      readonly isOutside: (position: number) => boolean;
    },
  ) {
    this.#module = module;
    this.#kernels = kernels;
    this.#layout = layout;
    this.#threads = threads;
    this.#isOutside = isOutside;
  }

  write(phase: Phase): readonly Section[] {
    const sections: Section[] = [];
    let pending: number[] = [];
    const flush = (isLast: boolean): void => {
      const copies = isLast ? this.#layout.copies : [];
      if (pending.length > 0 || copies.length > 0) {
        const name = `serial ${phase} ${sections.length}`;
        this.#writeSerial(name, pending, { phase, isLast });
        sections.push({ kind: "serial", name });
      }
      pending = [];
    };
    this.#kernels.forEach((step, position) => {
      if (this.#isOutside(position)) {
        flush(false);
        sections.push({ kind: "outside", position });
        return;
      }
      const units = this.#threads === 1 ? 1 : unitsOf(step);
      if (units < 2) {
        pending.push(position);
        return;
      }
      flush(false);
      const name = `split ${phase} ${sections.length}`;
      if (step.kind === "loops") this.#writeRun(name, step, phase);
      else this.#writeSplit(name, position, phase);
      sections.push({ kind: "split", name, units });
    });
    flush(true);
    return sections;
  }

  /** A function that runs steps one after the other, and stops at the first that fails. */
  #writeSerial(
    exportAs: string,
    positions: readonly number[],
    { phase, isLast }: { readonly phase: Phase; readonly isLast: boolean },
  ): void {
    // The kernels come first: functions are written whole, one after the other.
    const functions = positions.map((position) => this.#functionOf(this.#kernels[position]));
    this.#module.function({ parameters: [], result: "i32", exportAs }, (f) => {
      const status = f.local("i32");
      positions.forEach((position, i) => {
        const step = this.#kernels[position];
        const addresses = this.#addresses(step, phase);
        if (step.kind === "loops") {
          f.do(
            perform(
              functions[i] as FunctionHandle<readonly "i32"[], undefined>,
              ...addresses,
              ...step.kernel.extra,
            ),
          );
        } else {
          const result = call(functions[i] as KernelFunction, ...addresses, this.#layout.scratch);
          if (step.kernel.fault !== undefined) this.#checkStatus(f, { status, result, position });
          else f.drop(result);
        }
      });
      if (isLast) this.#writeCopies(f, phase);
      f.return(i32.constant(0));
    });
  }

  #checkStatus(
    f: FunctionBuilder,
    {
      status,
      result,
      position,
    }: {
      readonly status: Local<"i32">;
      readonly result: ReturnType<typeof i32.add>;
      readonly position: number;
    },
  ): void {
    f.set(status, result);
    f.if(status, () => f.return(i32.add(status, position * statusStride)));
  }

  /** A function (from, to, thread) for pieces of a loop over one run of memory. */
  #writeRun(exportAs: string, step: StepKernel & { readonly kind: "loops" }, phase: Phase): void {
    const { run } = step.kernel;
    if (run === undefined) throw new Error("internal: a loop that cannot be split");
    const loop = this.#functionOf(step) as FunctionHandle<readonly "i32"[], undefined>;
    const addresses = this.#addresses(step, phase);
    this.#module.function(
      { parameters: ["i32", "i32", "i32"], result: "i32", exportAs },
      (f, [from, to]) => {
        const first = f.let(i32.mul(from, runPiece));
        const end = f.let(i32.mul(to, runPiece));
        f.if(i32.eq(to, unitsOf(step)), () => f.set(end, run.length));
        const places = addresses.map((address, i) =>
          i32.add(i32.mul(first, elementBytes * run.strides[i]), address),
        );
        f.do(perform(loop, ...places, i32.sub(end, first)));
        f.return(i32.constant(0));
      },
    );
  }

  /** A function (from, to, thread) for pieces of one kernel. */
  #writeSplit(exportAs: string, position: number, phase: Phase): void {
    const step = this.#kernels[position];
    if (step.kind !== "primitive") throw new Error("internal: loops are not split");
    const { kernel, key } = step;
    const handle = this.#splits.get(key) ?? kernel.split?.write(this.#module);
    if (handle === undefined) throw new Error("internal: a kernel that cannot be split");
    this.#splits.set(key, handle);
    const { scratch, scratchPortion } = this.#layout;
    this.#module.function(
      { parameters: ["i32", "i32", "i32"], result: "i32", exportAs },
      (f, [from, to, thread]) => {
        const own = i32.add(i32.mul(thread, scratchPortion), scratch);
        const status = f.let(call(handle, ...this.#addresses(step, phase), own, from, to));
        f.if(status, () => f.return(i32.add(status, position * statusStride)));
        f.return(i32.constant(0));
      },
    );
  }

  #functionOf(step: StepKernel): FunctionHandle {
    if (step.kind === "loops") {
      const known = this.#loops.get(step.key) ?? step.kernel.write(this.#module);
      this.#loops.set(step.key, known);
      return known;
    }
    const known = this.#primitives.get(step.key) ?? step.kernel.write(this.#module);
    this.#primitives.set(step.key, known);
    return known;
  }

  #addresses(step: StepKernel, phase: Phase): readonly number[] {
    return step.views.map((view) => this.#layout.addressOf(view, phase));
  }

  #writeCopies(f: FunctionBuilder, phase: Phase): void {
    for (const { state, from } of this.#layout.copies) {
      const { even, odd } = this.#layout.states[state];
      const bytes = from.shape.reduce((product, length) => product * length, elementBytes);
      f.do(memory.copy(phase === 0 ? odd : even, this.#layout.addressOf(from, phase), bytes));
    }
  }
}
