import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { writeFileAtomically } from "@erlangen/data/files";
import { ArgumentError } from "@erlangen/numerics";

/**
 * Writes a file all at once, and makes its folder where it is missing.
 *
 * @param caller - Named by the error.
 * @throws ArgumentError when the system refuses.
 */
export async function writeIntoFolder(
  caller: string,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new ArgumentError(
      `${caller}: expected a folder that can be made, got ${JSON.stringify(folder)} (${systemCode(cause)})`,
      { cause },
    );
  }
  await writeFileAtomically(path, bytes);
}

/** The system's name for what went wrong, such as `ENOENT`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
