import { load, store } from "../assembler/memory-access.ts";
import { i32 } from "../assembler/scalars.ts";
import type { Value } from "../assembler/value.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import { tileColumns } from "./tile-kernel.ts";

/** (places, windows, taps, depth, target): see {@link packWindows}. */
export type PackWindows = FunctionHandle<["i32", "i32", "i32", "i32", "i32"], undefined>;

/**
 * Lays eight windows out as a panel [depth, 8]: entry (p, j) is what lies `windows[j] + taps[p]` bytes behind `places`.
 * `depth` >= 1.
 */
export function packWindows(module: WasmModule): PackWindows {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32"] },
    (f, [places, windows, taps, depth, target]) => {
      const first = f.let(i32.add(places, load.i32(windows)));
      const eachTap = (write: (tap: Value<"i32">) => void): void => {
        f.loop((again) => {
          f.scope(() => write(f.let(load.i32(taps))));
          f.increase(taps, 4);
          f.increase(target, 4 * tileColumns);
          f.increase(depth, -1);
          f.branchIf(depth, again);
        });
      };
      f.if(
        areNeighbours(f, windows),
        () =>
          eachTap((tap) => {
            const place = f.let(i32.add(first, tap));
            for (let j = 0; j < 2; j++) f.do(store.v128(target, load.v128(place, 16 * j), 16 * j));
          }),
        () => {
          const begins = Array.from({ length: tileColumns }, (_, j) =>
            j === 0 ? first : f.let(i32.add(places, load.i32(windows, 4 * j))),
          );
          eachTap((tap) =>
            begins.forEach((begin, j) =>
              f.do(store.f32(target, load.f32(i32.add(begin, tap)), 4 * j)),
            ),
          );
        },
      );
    },
  );
}

/** Whether eight distances in a table grow by one number each. */
function areNeighbours(f: FunctionBuilder, table: Value<"i32">): Value<"i32"> {
  const gaps = f.let(i32.constant(0));
  for (let j = 1; j < tileColumns; j++) {
    const gap = i32.sub(load.i32(table, 4 * j), load.i32(table, 4 * j - 4));
    f.set(gaps, i32.or(gaps, i32.xor(gap, 4)));
  }
  return i32.eqz(gaps);
}
