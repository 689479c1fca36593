import type { Executable, Graph } from "@erlangen/tensor";
import { webAssembly } from "../../wasm/assembler/web-assembly.ts";
import { equivariantKernels } from "../../wasm/equivariant/equivariant-kernels.ts";
import { scheduleProgram } from "../../wasm/program/schedule-program.ts";
import { writeProgram } from "../../wasm/program/write-program.ts";
import { WasmExecutable } from "../../wasm/wasm-executable.ts";
import type { Ownership } from "../program.ts";
import type { OnnxRuntime, RuntimeSession } from "../runtime.ts";
import { LoadedProducts, outsideProducts } from "./outside-products.ts";

/** What a fused program is made from. */
export interface FusedProgram {
  readonly runtime: OnnxRuntime;
  readonly graph: Graph;
  readonly carried: number;
  /** Loads a model into ONNX Runtime. */
  readonly load: (model: Uint8Array) => Promise<RuntimeSession>;
}

/** Whether a program has something for fused kernels, and nothing in float64, which WebAssembly does not compute. */
export function isFusible({ values }: Graph): boolean {
  return (
    values.every(({ dtype }) => dtype !== "float64") &&
    values.some(
      (value) =>
        value.kind === "application" && Object.hasOwn(equivariantKernels, value.primitive.name),
    )
  );
}

/**
 * A program in WebAssembly that leaves its large matrix products and convolutions to ONNX Runtime.
 *
 * Both work on one memory, so nothing is copied between them.
 *
 * @throws EngineError when the program does not fit into a WebAssembly memory.
 */
export async function fusedExecutable(
  { runtime, graph, carried, load }: FusedProgram,
  { lease, onDispose }: Ownership,
): Promise<Executable> {
  const schedule = scheduleProgram(graph);
  const products = outsideProducts(schedule);
  const program = writeProgram(schedule, {
    carried,
    threads: 1,
    isOutside: (position) => products.has(position),
  });
  const module = await webAssembly.compile(program.bytes);
  const loaded = await LoadedProducts.load(runtime, products, load);
  return new WasmExecutable(
    {
      caller: "native",
      graph,
      carried,
      program,
      module,
      pool: undefined,
      outside: (memory) => loaded.over(memory, program.layout),
    },
    {
      reserve: () => () => {},
      lease,
      onDispose: () => {
        loaded.release();
        onDispose();
      },
    },
  );
}
