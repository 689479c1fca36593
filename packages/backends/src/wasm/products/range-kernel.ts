import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, ValueType } from "../assembler/value.ts";
import { call, type WasmModule } from "../assembler/wasm-module.ts";
import type { KernelFunction, WasmKernel } from "../kernels.ts";

/** What the code of a {@link rangeKernel} works on. */
export interface KernelRange {
  /** Addresses of the operands, then of the target. */
  readonly places: readonly Local<"i32">[];
  readonly scratch: Local<"i32">;
  /** First piece, and the one behind the last. */
  readonly from: Local<"i32">;
  readonly to: Local<"i32">;
}

/** What {@link rangeKernel} makes a kernel of. */
export interface RangeKernelOptions {
  /** Number of operands. */
  readonly operands: number;
  /** Number of pieces. */
  readonly units: number;
  /** Multiplications in all. */
  readonly work: number;
  readonly scratchBytes: number;
  /** Writes the functions that the code calls, and gives what writes the code itself. */
  readonly prepare: (module: WasmModule) => (f: FunctionBuilder, range: KernelRange) => void;
}

/** A kernel from code that computes a range of pieces; indices are not looked at, so the result is 0. */
export function rangeKernel({
  operands,
  units,
  work,
  scratchBytes,
  prepare,
}: RangeKernelOptions): WasmKernel {
  const addresses: readonly ValueType[] = Array.from({ length: operands + 2 }, () => "i32");
  const writeRange = (module: WasmModule, exportAs?: string): KernelFunction => {
    const writeBody = prepare(module);
    return module.function(
      { parameters: [...addresses, "i32", "i32"], result: "i32", ...named(exportAs) },
      (f, locals) => {
        const integers = locals as readonly Local<"i32">[];
        const [scratch, from, to] = integers.slice(operands + 1);
        writeBody(f, { places: integers.slice(0, operands + 1), scratch, from, to });
        f.return(i32.constant(0));
      },
    );
  };
  return {
    scratchBytes,
    write(module, exportAs) {
      const range = writeRange(module);
      return module.function(
        { parameters: addresses, result: "i32", ...named(exportAs) },
        (f, locals) => f.return(call(range, ...locals, 0, units)),
      );
    },
    split: { units, work, write: writeRange },
  };
}

function named(exportAs: string | undefined): { readonly exportAs?: string } {
  return exportAs === undefined ? {} : { exportAs };
}
