export { atomic } from "./atomics.ts";
export { wasmFeatures } from "./features.ts";
export type { WasmFeatures } from "./features.ts";
export type { Counting, FunctionBuilder, Label } from "./function-builder.ts";
export { load, memory, store } from "./memory-access.ts";
export type { Load, Place, Statement, Store } from "./memory-access.ts";
export { f32, f64, i32, select } from "./scalars.ts";
export type { Local, Operand, Value, ValueType } from "./value.ts";
export { f32x4, f64x2, i16x8, i32x4, i8x16, shuffle32, v128 } from "./vectors.ts";
export { call, perform, WasmModule } from "./wasm-module.ts";
export type { FunctionHandle, FunctionOptions, MemoryImport, Signature } from "./wasm-module.ts";
export { webAssembly } from "./web-assembly.ts";
export type {
  CompiledModule,
  Exports,
  Imports,
  LinearMemory,
  WebAssemblyInterface,
} from "./web-assembly.ts";
