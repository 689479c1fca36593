import { load, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import { tileColumns } from "./tile-kernel.ts";

/** (tile, target, stride, rows, columns, accumulate): see {@link mergeTile}. */
export type MergeTile = FunctionHandle<["i32", "i32", "i32", "i32", "i32", "i32"], undefined>;

/** Writes, or adds, the part of a tile that lies inside the result: where a row or a column ends. */
export function mergeTile(module: WasmModule): MergeTile {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [tile, target, stride, rows, columns, accumulate]) => {
      f.for(
        {
          to: rows,
          advance: [
            [tile, 4 * tileColumns],
            [target, stride],
          ],
        },
        () => {
          f.for({ to: columns }, (column) => {
            const value = f.let(load.f32(i32.add(tile, i32.shl(column, 2))));
            const place = f.let(i32.add(target, i32.shl(column, 2)));
            f.if(accumulate, () => f.set(value, f32.add(value, load.f32(place))));
            f.do(store.f32(place, value));
          });
        },
      );
    },
  );
}
