import { load, store } from "../assembler/memory-access.ts";
import { f32, i32 } from "../assembler/scalars.ts";
import type { FunctionHandle, WasmModule } from "../assembler/wasm-module.ts";
import { tileColumns } from "./tile-kernel.ts";

/** (tile, target, stride, rows, places, columns, accumulate): see {@link scatterTile}. */
export type ScatterTile = FunctionHandle<
  ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
  undefined
>;

/** Writes, or adds, the first columns of a tile to the places of a table: where a tile holds parts of two images. */
export function scatterTile(module: WasmModule): ScatterTile {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [tile, target, stride, rows, places, columns, accumulate]) => {
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
            const entry = f.let(i32.shl(column, 2));
            const place = f.let(i32.add(target, load.i32(i32.add(places, entry))));
            const value = f.let(load.f32(i32.add(tile, entry)));
            f.if(accumulate, () => f.set(value, f32.add(value, load.f32(place))));
            f.do(store.f32(place, value));
          });
        },
      );
    },
  );
}
