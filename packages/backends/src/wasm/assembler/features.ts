import { webAssembly } from "./web-assembly.ts";

/** Extensions of WebAssembly that a runtime may lack. */
export interface WasmFeatures {
  /** Vectors of 128 bits. */
  readonly simd: boolean;
  /** Fused multiply-add of vectors. */
  readonly relaxedSimd: boolean;
  /** Shared memory and atomic access. */
  readonly threads: boolean;
}

let known: WasmFeatures | undefined;

/** What the runtime in which this code runs accepts, found by offering it tiny modules. */
export function wasmFeatures(): WasmFeatures {
  known ??= {
    // (result v128) i32.const 0, i8x16.splat
    simd: accepts([0x7b], [0x41, 0, 0xfd, 0x0f]),
    // three vectors, then f32x4.relaxed_madd
    relaxedSimd: accepts(
      [0x7b],
      [...[0, 1, 2].flatMap(() => [0x41, 0, 0xfd, 0x0f]), 0xfd, 0x85, 0x02],
    ),
    threads: typeof SharedArrayBuffer === "function" && acceptsSharedMemory(),
  };
  return known;
}

/** Magic number and version of the binary format. */
const preamble = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A module of one function without parameters: its type, its declaration, its code. */
function accepts(results: readonly number[], body: readonly number[]): boolean {
  const type = [1, 4 + results.length, 1, 0x60, 0, results.length, ...results];
  const code = [10, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b];
  return webAssembly.validate(Uint8Array.from([...preamble, ...type, 3, 2, 1, 0, ...code]));
}

/** A module with a shared memory of one page. */
function acceptsSharedMemory(): boolean {
  return webAssembly.validate(Uint8Array.from([...preamble, 5, 4, 1, 3, 1, 1]));
}
