import {
  store,
  WasmModule,
  webAssembly,
  type FunctionBuilder,
  type Local,
  type Value,
} from "@erlangen/backends/wasm/assembler";

/** A module with a memory of one page and one function `run(i32): void`. */
export function runCode(
  code: (f: FunctionBuilder, n: Local<"i32">) => void,
  n = 0,
  fill?: (bytes: ArrayBuffer) => void,
): ArrayBuffer {
  const module = new WasmModule();
  module.importMemory({ module: "env", name: "memory", minimum: 1 });
  module.function({ parameters: ["i32"], exportAs: "run" }, (f, [count]) => code(f, count));
  const memory = new webAssembly.Memory({ initial: 1 });
  fill?.(memory.buffer);
  const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), {
    env: { memory },
  });
  exports["run"](n);
  return memory.buffer;
}

/** The 16 bytes that vector expressions evaluate to, one after the other. */
export function evaluateVectors(values: readonly Value<"v128">[]): ArrayBuffer {
  return runCode((f) => {
    values.forEach((value, i) => f.do(store.v128(16 * i, value)));
  });
}

/** The numbers that integer expressions evaluate to. */
export function evaluateIntegers(values: readonly Value<"i32">[]): number[] {
  const bytes = runCode((f) => {
    values.forEach((value, i) => f.do(store.i32(4 * i, value)));
  });
  return [...new Int32Array(bytes, 0, values.length)];
}
