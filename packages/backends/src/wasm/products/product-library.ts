import type { WasmModule } from "../assembler/wasm-module.ts";
import { mergeTile } from "./merge-tile.ts";
import { packPanels, type PackPanels } from "./pack-panels.ts";
import { panelProduct, type PanelProduct } from "./panel-product.ts";
import { tileColumns, tileKernel, tileRows, type TileKernel } from "./tile-kernel.ts";

/** Functions that all products of a module share. */
export interface ProductLibrary {
  readonly tile: TileKernel;
  readonly packRows: PackPanels;
  readonly packColumns: PackPanels;
  readonly panels: PanelProduct;
}

const libraries = new WeakMap<WasmModule, ProductLibrary>();

/** The library of a module, written on first use. */
export function productLibrary(module: WasmModule): ProductLibrary {
  const known = libraries.get(module);
  if (known !== undefined) return known;
  const tile = tileKernel(module);
  const library = {
    tile,
    packRows: packPanels(module, tileRows),
    packColumns: packPanels(module, tileColumns),
    panels: panelProduct(module, tile, mergeTile(module)),
  };
  libraries.set(module, library);
  return library;
}
