import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { FormatError } from "@erlangen/numerics";
import type { Reading } from "../formats/compression/reading.ts";
import { fileError, isSystemError } from "./file-error.ts";

/** A file that is open for reading at any place. */
export interface OpenFile {
  readonly path: string;
  readonly size: number;
  /** The bytes from `start` to before `end`; fewer are an error. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** Opens a file, does `work`, and closes it whatever happens. */
export async function withFile<T>(path: string, work: (file: OpenFile) => Promise<T>): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    return await work(await openFile(path, handle));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fileError("openArrayRows: expected a file that can be read", path, error);
  } finally {
    await handle?.close();
  }
}

/**
 * Opens a file for as long as the generator lives.
 *
 * @yields What `work` yields.
 */
export async function* streamFile<T>(
  path: string,
  work: (file: OpenFile) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    yield* work(await openFile(path, handle));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fileError("openArrayRows: expected a file that can be read", path, error);
  } finally {
    await handle?.close();
  }
}

/** Runs a reading on a file. */
export async function readFromFile<T>(reading: Reading<T>, file: OpenFile): Promise<T> {
  let step = reading.next();
  while (step.done !== true) {
    step = reading.next(await file.read(step.value.start, step.value.end));
  }
  return step.value;
}

const chunkBytes = 1 << 20;

/**
 * The bytes of a range, chunk by chunk.
 *
 * @yields The chunks in order.
 */
export async function* readRange(
  file: OpenFile,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let position = start; position < end; position += chunkBytes) {
    yield await file.read(position, Math.min(end, position + chunkBytes));
  }
}

async function openFile(path: string, handle: FileHandle): Promise<OpenFile> {
  const { size } = await handle.stat();
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(end - start);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, start + length);
      if (bytesRead === 0) {
        throw new FormatError(`expected ${bytes.length - length} more bytes, got the end`, {
          source: path,
          byteOffset: start + length,
        });
      }
      length += bytesRead;
    }
    return bytes;
  };
  return { path, size, read };
}
