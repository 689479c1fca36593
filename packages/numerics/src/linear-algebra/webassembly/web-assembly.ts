/** What is used of the WebAssembly JavaScript interface, which neither Node's library nor the language's declares. */
interface WebAssemblyInterface {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: Readonly<Record<string, (...values: number[]) => void>> };
  validate(bytes: Uint8Array): boolean;
}

/** A function of WebAssembly and the memory that it works on. */
export interface WasmKernel {
  readonly memory: Float64Array;
  readonly run: (...values: number[]) => void;
}

const pageBytes = 65_536;

/**
 * A module with memory for `size` numbers; `undefined` where there is no WebAssembly with 128-bit vectors, or not so
 * much memory.
 */
export function instantiate(code: Uint8Array, size: number): WasmKernel | undefined {
  const { WebAssembly: webAssembly } = globalThis as {
    readonly WebAssembly?: WebAssemblyInterface;
  };
  if (webAssembly?.validate(code) !== true) return undefined;
  try {
    const shared = new webAssembly.Memory({ initial: Math.ceil((8 * size) / pageBytes) });
    const instance = new webAssembly.Instance(new webAssembly.Module(code), { m: { m: shared } });
    return { memory: new Float64Array(shared.buffer), run: instance.exports["f"] };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
