import { ArgumentError } from "@erlangen/numerics";
import { zipSync } from "fflate";
import type { NumericArray } from "../arrays/numeric-array.ts";
import { checkName } from "../compression/zip-name.ts";
import { encodeNpy } from "../npy/encode.ts";

/** How {@link encodeNpz} packs. */
export interface EncodeNpzOptions {
  /** Whether to deflate, by default false, as `numpy.savez` does. */
  readonly compress?: boolean | undefined;
}

/**
 * The bytes of an npz archive, which `numpy.load` reads; equal arrays give equal bytes.
 *
 * @param arrays - By name without `.npy`; see `encodeNpy`.
 * @throws ArgumentError when a name is no relative path; ShapeError when data do not fit their shape.
 */
export function encodeNpz(
  arrays: Readonly<Record<string, NumericArray>>,
  options: EncodeNpzOptions = {},
): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, array] of Object.entries(arrays)) {
    const file = `${name}.npy`;
    checkName(new TextEncoder().encode(file), (expected, got) => {
      throw new ArgumentError(`encodeNpz: expected ${expected}, got ${got}`);
    });
    files[file] = encodeNpy(array);
  }
  // The first day that a zip archive can name.
  return zipSync(files, { level: options.compress === true ? 6 : 0, mtime: "1980-01-01" });
}
