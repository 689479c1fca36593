import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Local, ValueType } from "../assembler/value.ts";
import type { WasmModule } from "../assembler/wasm-module.ts";
import type { WasmKernel } from "../kernels.ts";

/** Where the data of a kernel lie, as parameters of its function; free to be changed. */
export interface KernelPlaces {
  readonly operands: readonly Local<"i32">[];
  readonly target: Local<"i32">;
  readonly scratch: Local<"i32">;
}

/** A kernel from the code of its function; what falls off the end returns 0. */
export function addressKernel(
  {
    operands,
    scratchBytes = 0,
    fault,
  }: { readonly operands: number } & Partial<Pick<WasmKernel, "scratchBytes" | "fault">>,
  body: (f: FunctionBuilder, places: KernelPlaces) => void,
): WasmKernel {
  return {
    scratchBytes,
    ...(fault === undefined ? {} : { fault }),
    write: (module: WasmModule, exportAs?: string) => {
      const parameters: readonly ValueType[] = Array.from({ length: operands + 2 }, () => "i32");
      const name = exportAs === undefined ? {} : { exportAs };
      return module.function({ parameters, result: "i32", ...name }, (f, locals) => {
        const places = locals as readonly Local<"i32">[];
        body(f, {
          operands: places.slice(0, operands),
          target: places[operands],
          scratch: places[operands + 1],
        });
        f.return(i32.constant(0));
      });
    },
  };
}
