import { createReadStream } from "node:fs";
import { fileError, isSystemError } from "./file-error.ts";

/**
 * The bytes of a file, chunk by chunk; the file is closed when the reader stops.
 *
 * @yields The chunks in order.
 * @throws ArgumentError when the file cannot be read, with the system's error as `cause`.
 */
export async function* readBytes(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fileError("readBytes: expected a file that can be read", path, error);
  }
}
