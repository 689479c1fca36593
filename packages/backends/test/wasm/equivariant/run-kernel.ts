import { WasmModule, webAssembly } from "@erlangen/backends/wasm/assembler";
import type { KernelMaker } from "@erlangen/backends/wasm/equivariant";
import { sizeOf, type Spec, type Tensor } from "@erlangen/tensor";

/** What a kernel gave. */
export interface KernelRun {
  /** 0, or 1 + the position of the operand with an index out of range. */
  readonly status: number;
  readonly values: Float32Array;
}

/**
 * Runs a kernel on tensors in a fresh memory full of NaN, so that nothing is right by luck. A kernel in pieces is run
 * again in two portions, which must give the same bits.
 */
export function runKernel(
  maker: KernelMaker,
  attributes: unknown,
  operands: readonly Tensor[],
  target: Spec,
): KernelRun {
  const kernel = maker({ attributes, operands, target });
  if (kernel === undefined) throw new Error(`no kernel for ${target.dtype}`);
  const module = new WasmModule();
  module.importMemory({ module: "env", name: "memory", minimum: 1 });
  kernel.write(module, "run");
  kernel.split?.write(module, "part");
  let end = 16;
  const reserve = (bytes: number): number => {
    const place = end;
    end += Math.ceil(bytes / 16) * 16 + 16;
    return place;
  };
  const places = operands.map(({ shape }) => reserve(4 * sizeOf(shape)));
  const targetPlace = reserve(4 * sizeOf(target.shape));
  const scratch = reserve(kernel.scratchBytes);
  const memory = new webAssembly.Memory({ initial: Math.ceil(end / 65_536) });
  new Float32Array(memory.buffer).fill(Number.NaN);
  operands.forEach(({ dtype, data }, i) => {
    const place = dtype === "int32" ? Int32Array : Float32Array;
    new place(memory.buffer, places[i], data.length).set(data);
  });
  const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), {
    env: { memory },
  });
  const status = exports["run"](...places, targetPlace, scratch);
  const result = new Float32Array(memory.buffer, targetPlace, sizeOf(target.shape));
  const values = result.slice();
  if (kernel.split !== undefined && status === 0) {
    const { units } = kernel.split;
    const middle = Math.floor((2 * units) / 3);
    result.fill(Number.NaN);
    for (const [from, to] of [
      [middle, units],
      [0, middle],
    ]) {
      new Float32Array(memory.buffer, scratch, kernel.scratchBytes / 4).fill(Number.NaN);
      exports["part"](...places, targetPlace, scratch, from, to);
    }
    if (values.some((value, i) => !Object.is(value, result[i]))) {
      throw new Error("the pieces of the kernel differ from the whole");
    }
  }
  return { status, values };
}

/** The largest difference from the truth, relative to the largest truth. */
export function relativeError(values: Float32Array, truth: ArrayLike<number>): number {
  let error = 0;
  let scale = 1e-30;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return Infinity;
    error = Math.max(error, Math.abs(values[i] - truth[i]));
    scale = Math.max(scale, Math.abs(truth[i]));
  }
  return truth.length === values.length ? error / scale : Infinity;
}
