import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import { f32x4 } from "../assembler/vectors.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";

/** (weights, windows, taps, depth, target): see {@link windowDot}. */
export type WindowDot = FunctionHandle<["i32", "i32", "i32", "i32", "i32"], undefined>;

/**
 * One output channel at eight neighbouring positions straight from the places: for groups with so few channels that
 * laying windows out costs more than it saves. `depth` >= 1.
 */
export function windowDot(module: WasmModule): WindowDot {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32"] },
    (f, [weights, windows, taps, depth, target]) => {
      const sums = [0, 1].map(() => f.let(f32x4.constant(0)));
      f.loop((again) => {
        const place = f.let(i32.add(windows, load.i32(taps)));
        const weight = f.let(load.splat32(weights));
        sums.forEach((sum, j) => f.set(sum, f.mulAdd(weight, load.v128(place, 16 * j), sum)));
        f.increase(weights, 4);
        f.increase(taps, 4);
        f.increase(depth, -1);
        f.branchIf(depth, again);
      });
      sums.forEach((sum, j) => f.do(store.v128(target, sum, 16 * j)));
    },
  );
}
