import type { WasmModule } from "../assembler/wasm-module.ts";
import { packWindows, type PackWindows } from "./pack-windows.ts";
import { productLibrary, type ProductLibrary } from "./product-library.ts";
import { scatterTile, type ScatterTile } from "./scatter-tile.ts";
import { windowDot, type WindowDot } from "./window-dot.ts";

/** Functions that all convolutions of a module share. */
export interface ConvLibrary extends ProductLibrary {
  readonly packWindows: PackWindows;
  readonly scatter: ScatterTile;
  readonly dot: WindowDot;
}

const libraries = new WeakMap<WasmModule, ConvLibrary>();

/** The library of a module, written on first use. */
export function convLibrary(module: WasmModule): ConvLibrary {
  const known = libraries.get(module);
  if (known !== undefined) return known;
  const library = {
    ...productLibrary(module),
    packWindows: packWindows(module),
    scatter: scatterTile(module),
    dot: windowDot(module),
  };
  libraries.set(module, library);
  return library;
}
