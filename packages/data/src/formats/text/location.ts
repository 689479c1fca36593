import { FormatError } from "@erlangen/numerics";
import type { Line } from "./lines.ts";

const shownCharacters = 40;

/** A `FormatError` at one column of a line. */
export function errorAt(
  where: { readonly source: string; readonly line: Line; readonly column: number },
  expected: string,
  got: string,
): FormatError {
  return new FormatError(`expected ${expected}, got ${got}`, {
    source: where.source,
    byteOffset: where.line.offset + where.column,
  });
}

/** A piece of input inside a message: quoted, in ASCII, and never long. */
export function quote(text: string): string {
  const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
  return JSON.stringify(shown).replace(/[^ -~]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}

/** Reads the bytes held by `text` (one character each) as UTF-8. */
export function decodeUtf8(
  text: string,
  where: { readonly source: string; readonly line: Line; readonly column: number },
): string {
  const first = text.search(/[^\0-\x7f]/);
  if (first < 0) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(text, (c) => c.charCodeAt(0)),
    );
  } catch {
    throw errorAt(
      { ...where, column: where.column + first },
      "text in UTF-8",
      `the byte 0x${text.charCodeAt(first).toString(16)} in no valid sequence`,
    );
  }
}
