import { ArgumentError } from "@erlangen/numerics";
import type { Frame } from "./frame.ts";
import { FrameAssembler } from "./frame-assembler.ts";
import { LineSplitter } from "../text/lines.ts";
import type { ExtendedXyzOptions } from "./options.ts";
import { readingRules } from "./options.ts";

/**
 * Reads the frames of an extended xyz file, plain xyz included, one at a time from a stream of bytes.
 *
 * Memory stays within one frame, whatever the input announces: a count of 10^15 or a line without end is refused.
 * Exponents may be those of Fortran (`1.0D+00`) or Mathematica (`1.0*^2`); species may be symbols or atomic numbers;
 * lines may end with CR LF. A lattice without `pbc` repeats along all three vectors, as the specification says.
 *
 * @param bytes - The chunks of the file, for instance a Node or web stream.
 * @param options - Keys of energy and forces, species rule, limits, and the `source` that errors name.
 * @yields The frames in order.
 * @throws FormatError with the source and the byte offset of the first offending byte.
 *
 * Source: extended xyz specification, github.com/libAtoms/extxyz.
 */
export async function* readExtendedXyz(
  bytes: AsyncIterable<Uint8Array>,
  options: ExtendedXyzOptions = {},
): AsyncGenerator<Frame, void, undefined> {
  const rules = readingRules("readExtendedXyz", options);
  const lines = new LineSplitter(rules.source, rules.maxLineBytes);
  const assembler = new FrameAssembler(rules);
  for await (const chunk of bytes) {
    if (!(chunk instanceof Uint8Array)) {
      throw new ArgumentError(
        `readExtendedXyz: expected bytes to give Uint8Array chunks, got ${typeof chunk}; set no text encoding`,
      );
    }
    lines.feed(chunk);
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      const frame = assembler.push(line);
      if (frame !== undefined) yield frame;
    }
  }
  const frame = assembler.end(lines.last(), lines.bytes);
  if (frame !== undefined) yield frame;
}

/**
 * All frames of an extended xyz file that is already in memory; otherwise as {@link readExtendedXyz}.
 *
 * @param input - The bytes of the file, or its text.
 *
 * ```ts
 * import { parseExtendedXyz } from "@erlangen/data";
 *
 * const [water] = parseExtendedXyz(`3
 * Properties=species:S:1:pos:R:3 energy=-76.4
 * O 0.000  0.000  0.119
 * H 0.000  0.763 -0.477
 * H 0.000 -0.763 -0.477
 * `);
 * water.energy; // => -76.4
 * [...water.atomicNumbers]; // => [8, 1, 1]
 * ```
 */
export function parseExtendedXyz(
  input: Uint8Array | string,
  options: ExtendedXyzOptions = {},
): Frame[] {
  const rules = readingRules("parseExtendedXyz", options);
  const lines = new LineSplitter(rules.source, rules.maxLineBytes);
  const assembler = new FrameAssembler(rules);
  const frames: Frame[] = [];
  lines.feed(typeof input === "string" ? new TextEncoder().encode(input) : input);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const frame = assembler.push(line);
    if (frame !== undefined) frames.push(frame);
  }
  const last = assembler.end(lines.last(), lines.bytes);
  return last === undefined ? frames : [...frames, last];
}
