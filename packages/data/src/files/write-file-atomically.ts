import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError, isSystemError } from "./file-error.ts";

/**
 * Writes a file so that `path` always holds either its old or its whole new contents, also after a loss of power.
 *
 * The bytes go to a temporary name beside the target, are flushed to the disk, and then take the place of the target by
 * a rename. When anything fails, the temporary file is removed and the target stays as it was.
 *
 * @param path - The target; its folder must exist.
 * @param contents - All bytes, or a stream of chunks (text is written as UTF-8).
 * @throws ArgumentError when the path cannot be written, with the system's error as `cause`.
 */
export async function writeFileAtomically(
  path: string,
  contents: Uint8Array | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
): Promise<void> {
  const temporary = `${path}.${globalThis.crypto.randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, "wx");
    try {
      const chunks = contents instanceof Uint8Array ? [contents] : contents;
      for await (const chunk of chunks) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    if (!isSystemError(error)) throw error;
    throw fileError("writeFileAtomically: expected a path that can be written", path, error);
  }
}

/** A rename is on the disk only when its folder is; some systems cannot open folders, and need not. */
async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
