import type { TileKernel } from "./tile-kernel.ts";
import { plainTileKernel } from "./tile-kernel.ts";
import { tileKernelCode } from "./tile-kernel-code.ts";

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

const pageBytes = 65_536;

/** The fastest kernel of this machine, with room for `size` numbers. */
export function createTileKernel(size: number): TileKernel {
  const { WebAssembly: webAssembly } = globalThis as {
    readonly WebAssembly?: WebAssemblyInterface;
  };
  const code = tileKernelCode();
  // No WebAssembly, or one without 128-bit vectors.
  if (webAssembly?.validate(code) !== true) return plainTileKernel(size);
  const shared = new webAssembly.Memory({ initial: Math.ceil((8 * size) / pageBytes) });
  const instance = new webAssembly.Instance(new webAssembly.Module(code), { m: { m: shared } });
  const { f } = instance.exports;
  return {
    memory: new Float64Array(shared.buffer),
    run: ({ a, b, c, depth, stride, tiles }) => f(8 * a, 8 * b, 8 * c, depth, 8 * stride, tiles),
  };
}
