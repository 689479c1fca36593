import type { ErlangenError } from "@erlangen/numerics";
import type { Spec } from "@erlangen/tensor";
import type { ValueType } from "./assembler/value.ts";
import type { FunctionHandle, WasmModule } from "./assembler/wasm-module.ts";

/** An operand in linear memory. */
export interface KernelOperand extends Spec {
  /** Distances of neighbours along each axis, in elements. Default: row-major without gaps, as every target is. */
  readonly strides?: readonly number[];
}

/** One application of a primitive. */
export interface KernelCall {
  readonly attributes: unknown;
  readonly operands: readonly KernelOperand[];
  readonly target: Spec;
}

/**
 * A kernel as a function of a module.
 *
 * Parameters: the address of each operand, of the target, and of the scratch memory, all multiples of 16 bytes.
 * Result: 0, or 1 + the position of the operand that holds an index out of range; the target is then undefined.
 */
export type KernelFunction = FunctionHandle<readonly ValueType[], "i32">;

/** A kernel for one call: made for its attributes and shapes, good for any addresses. */
export interface WasmKernel {
  /** Memory that the kernel uses while it runs and that needs no content before. */
  readonly scratchBytes: number;
  /**
   * Adds the kernel to a module that has imported its memory.
   *
   * @param exportAs - Exported under this name. Default: not exported.
   */
  write(module: WasmModule, exportAs?: string): KernelFunction;
  /**
   * What is wrong when the kernel says so: an ArgumentError that names the entry.
   *
   * @param operand - Position of the operand that holds an index out of range.
   * @param index - Its entries.
   */
  readonly fault?: (operand: number, index: Int32Array) => ErlangenError;
  /** How several threads share the work. Default: one thread does it. */
  readonly split?: KernelSplit;
}

/** A kernel in pieces that do not depend on each other. */
interface KernelSplit {
  /** Number of pieces. */
  readonly units: number;
  /** Multiplications in all, about: little work is not worth waking other threads. */
  readonly work: number;
  /**
   * Adds a function to a module that computes the pieces `from` to `to` (exclusive): two parameters after those of the
   * kernel. Each thread needs its own scratch memory. The results have the same bits however the work is divided.
   */
  write(module: WasmModule, exportAs?: string): KernelFunction;
}

/** Makes the kernel of a call; `undefined` when there is none for such a call. */
export type KernelMaker = (call: KernelCall) => WasmKernel | undefined;
