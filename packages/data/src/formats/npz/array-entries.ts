import type { ZipEntry } from "../compression/zip-directory.ts";

/** An array of an npz archive and where it stands. */
export interface ArrayEntry {
  /** Without `.npy`. */
  readonly name: string;
  readonly entry: ZipEntry;
}

const ending = ".npy";

/** The entries that hold arrays; others are nobody's business here. */
export function arrayEntries(entries: readonly ZipEntry[]): readonly ArrayEntry[] {
  return entries
    .filter(({ name }) => name.endsWith(ending))
    .map((entry) => ({ name: entry.name.slice(0, -ending.length), entry }));
}
