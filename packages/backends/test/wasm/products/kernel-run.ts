import { WasmModule, webAssembly } from "@erlangen/backends/wasm/assembler";
import type { matmulKernel } from "@erlangen/backends/wasm/products";
import type { Tensor } from "@erlangen/tensor";

type Kernel = NonNullable<ReturnType<typeof matmulKernel>>;

/** A kernel in a module of its own, its operands in memory, NaN everywhere else. */
export interface KernelRun {
  /** What the kernel writes; `cuts`, ascending, divide the work between calls. */
  compute(cuts?: readonly number[]): Float32Array;
  /** Whether a number next to the target or behind the scratch memory has changed. */
  overran(): boolean;
}

/** Prepares a run. */
export function kernelRun(kernel: Kernel, operands: readonly Tensor[], size: number): KernelRun {
  const module = new WasmModule();
  module.importMemory({ module: "test", name: "memory", minimum: 1 });
  kernel.write(module, "whole");
  kernel.split?.write(module, "part");
  const gap = 64;
  const places: number[] = [];
  let end = gap;
  for (const length of [...operands.map((operand) => operand.size), size]) {
    places.push(end);
    end = Math.ceil((end + 4 * length + gap) / 16) * 16;
  }
  const memory = new webAssembly.Memory({
    initial: Math.ceil((end + kernel.scratchBytes + gap) / 65536),
  });
  const numbers = new Float32Array(memory.buffer).fill(NaN);
  operands.forEach(({ data }, i) => numbers.set(data, places[i] / 4));
  const target = places[operands.length] / 4;
  const { exports } = new webAssembly.Instance(new webAssembly.Module(module.encode()), {
    test: { memory },
  });
  return {
    compute(cuts) {
      numbers.fill(NaN, target, target + size);
      if (cuts === undefined) exports["whole"](...places, end);
      else {
        const part = exports["part"];
        for (let i = 1; i < cuts.length; i++) part(...places, end, cuts[i - 1], cuts[i]);
      }
      return numbers.slice(target, target + size);
    },
    overran: () =>
      [target - 1, target + size, Math.ceil((end + kernel.scratchBytes) / 4)].some(
        (place) => !Number.isNaN(numbers[place]),
      ),
  };
}

/** The largest distance to what is expected; NaN when something was not written. */
export function worstError(computed: Float32Array, expected: Tensor): number {
  return computed.reduce(
    (worst, value, i) => Math.max(worst, Math.abs(value - expected.data[i])),
    0,
  );
}
