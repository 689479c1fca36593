import type { Kernel } from "../kernel.ts";

/** A kernel made ready on an engine. */
export interface PreparedKernel {
  /** Computes once, down to numbers in host memory, in the engine's own layout. */
  run(): Promise<Float32Array>;
  /** The numbers in the layout of the kernel; not timed. */
  arrange(result: Float32Array): Float32Array;
  dispose(): void;
}

/** Something that runs kernels. */
export interface KernelEngine {
  readonly name: string;
  prepare(kernel: Kernel): Promise<PreparedKernel>;
  dispose(): void;
}

/** Results that already have the layout of the kernel. */
export function asItIs(result: Float32Array): Float32Array {
  return result;
}
