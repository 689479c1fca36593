import type { Frame } from "../formats/extended-xyz/frame.ts";
import type { ExtendedXyzOptions } from "../formats/extended-xyz/options.ts";
import { readExtendedXyz } from "../formats/extended-xyz/read.ts";
import type { FormatExtendedXyzOptions } from "../formats/extended-xyz/write.ts";
import { formatExtendedXyz } from "../formats/extended-xyz/write.ts";
import { readBytes } from "./read-bytes.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/**
 * Reads the frames of an extended xyz file, one at a time; errors name the path.
 *
 * @throws FormatError at the first offending byte; ArgumentError when the file cannot be read.
 */
export function readExtendedXyzFile(
  path: string,
  options: Omit<ExtendedXyzOptions, "source"> = {},
): AsyncGenerator<Frame, void, undefined> {
  return readExtendedXyz(readBytes(path), { ...options, source: path });
}

/** All frames of an extended xyz file; otherwise as {@link readExtendedXyzFile}. */
export async function loadExtendedXyzFile(
  path: string,
  options: Omit<ExtendedXyzOptions, "source"> = {},
): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of readExtendedXyzFile(path, options)) frames.push(frame);
  return frames;
}

/**
 * Writes frames as an extended xyz file: under a temporary name, flushed, then renamed to `path`.
 *
 * @param frames - Taken one at a time, so that a generator of many frames needs the memory of one.
 */
export async function writeExtendedXyzFile(
  path: string,
  frames: Iterable<Frame> | AsyncIterable<Frame>,
  options: FormatExtendedXyzOptions = {},
): Promise<void> {
  await writeFileAtomically(path, formatFrames(frames, options));
}

async function* formatFrames(
  frames: Iterable<Frame> | AsyncIterable<Frame>,
  options: FormatExtendedXyzOptions,
): AsyncGenerator<string, void, undefined> {
  for await (const frame of frames) yield formatExtendedXyz(frame, options);
}
