import { ArgumentError } from "@erlangen/numerics";

/** How to read a table of numbers; every limit makes the reader refuse, never cut. */
export interface CsvOptions {
  /** Name of the input in error messages, by default `<input>`. */
  readonly source?: string | undefined;
  /** One character, or a space for runs of spaces. By default found in the first line: comma, semicolon, tab, space. */
  readonly delimiter?: string | undefined;
  /** Whether the first line holds names; by default when no field of it is a number. */
  readonly header?: boolean | undefined;
  /** Most bytes of a line, by default 2^24. */
  readonly maxLineBytes?: number | undefined;
}

/** Options with every default filled in, and checked. */
export interface CsvRules {
  readonly source: string;
  readonly delimiter: string | undefined;
  readonly header: boolean | undefined;
  readonly maxLineBytes: number;
}

/** Fills in the defaults; an `ArgumentError` names what is out of range. */
export function csvRules(where: string, options: CsvOptions): CsvRules {
  const { source = "<input>", delimiter, header, maxLineBytes = 2 ** 24 } = options;
  if (delimiter !== undefined && !/^[^"\d\w.+-]$/.test(delimiter)) {
    throw new ArgumentError(
      `${where}: expected delimiter to be one character that stands in no number, got ${JSON.stringify(delimiter)}`,
    );
  }
  if (!Number.isSafeInteger(maxLineBytes) || maxLineBytes < 1) {
    throw new ArgumentError(
      `${where}: expected maxLineBytes to be a positive integer, got ${maxLineBytes}`,
    );
  }
  return { source, delimiter, header, maxLineBytes };
}
