import { i32, select } from "../assembler/scalars.ts";
import { perform, type FunctionHandle, type WasmModule } from "../assembler/wasm-module.ts";
import type { MergeTile } from "./merge-tile.ts";
import { tileColumns, tileRows, type TileKernel } from "./tile-kernel.ts";

/** (a, b, c, cStride, m, n, depth, accumulate, spare): see {@link panelProduct}. */
export type PanelProduct = FunctionHandle<
  ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"],
  undefined
>;

/**
 * c = a b, or c += a b, for packed panels of m rows and n columns; all counts >= 1, `cStride` in bytes.
 *
 * Tiles that reach over the edge are computed at `spare`, and their inner part is merged.
 */
export function panelProduct(module: WasmModule, tile: TileKernel, merge: MergeTile): PanelProduct {
  return module.function(
    { parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"] },
    (f, [a, b, c, cStride, m, n, depth, accumulate, spare]) => {
      const nextA = f.let(i32.mul(depth, 4 * tileRows));
      const nextB = f.let(i32.mul(depth, 4 * tileColumns));
      const nextC = f.let(i32.mul(cStride, tileRows));
      f.for(
        {
          to: n,
          step: tileColumns,
          advance: [
            [b, nextB],
            [c, 4 * tileColumns],
          ],
        },
        (column) => {
          const panel = f.let(a);
          const target = f.let(c);
          const columns = f.let(i32.sub(n, column));
          f.for(
            {
              to: m,
              step: tileRows,
              advance: [
                [panel, nextA],
                [target, nextC],
              ],
            },
            (row) => {
              const rows = f.let(i32.sub(m, row));
              f.if(
                i32.and(i32.geS(rows, tileRows), i32.geS(columns, tileColumns)),
                () => f.do(perform(tile, panel, b, target, cStride, depth, accumulate)),
                () => {
                  f.do(perform(tile, panel, b, spare, 4 * tileColumns, depth, 0));
                  f.do(
                    perform(
                      merge,
                      spare,
                      target,
                      cStride,
                      select(rows, i32.constant(tileRows), i32.ltS(rows, tileRows)),
                      select(columns, i32.constant(tileColumns), i32.ltS(columns, tileColumns)),
                      accumulate,
                    ),
                  );
                },
              );
            },
          );
        },
      );
    },
  );
}
