import { FormatError } from "@erlangen/numerics";
import { GrowingNumbers } from "../arrays/growing-numbers.ts";
import { LineSplitter } from "../text/lines.ts";
import type { CsvOptions } from "./options.ts";
import { csvRules } from "./options.ts";
import { CsvRowParser } from "./row-parser.ts";

/** A table of numbers. */
export interface CsvTable {
  /** Names of the columns, when the first line holds them. */
  readonly names: readonly string[] | undefined;
  readonly rows: number;
  readonly columns: number;
  /** Row-major `[rows, columns]`. */
  readonly data: Float64Array;
}

/**
 * Reads a table of numbers that is in memory: comma-separated, or with the delimiter of its first line.
 *
 * The words nan and inf are numbers that are not finite. Lines that begin with # are skipped, as `numpy.savetxt`
 * writes them.
 *
 * @param input - The bytes of the file, or its text.
 * @throws FormatError with line, column and byte offset of the first field that is no number, of a row of another
 * length, or when there is no row.
 *
 * ```ts
 * import { parseCsv } from "@erlangen/data";
 *
 * const table = parseCsv("x,y\n1,2.5\n3,-4e-1\n");
 * table.names; // => ["x", "y"]
 * table.data; // => [1, 2.5, 3, -0.4]
 * ```
 */
export function parseCsv(input: Uint8Array | string, options: CsvOptions = {}): CsvTable {
  const rules = csvRules("parseCsv", options);
  const lines = new LineSplitter(rules.source, rules.maxLineBytes);
  const parser = new CsvRowParser(rules);
  const numbers = new GrowingNumbers();
  lines.feed(typeof input === "string" ? new TextEncoder().encode(input) : input);
  for (
    let line = lines.next() ?? lines.last();
    line !== undefined;
    line = lines.next() ?? lines.last()
  ) {
    const row = parser.push(line);
    if (row !== undefined) numbers.push(row);
  }
  const { columns, names } = parser;
  if (columns === undefined || numbers.size === 0) throw noRows(rules.source, lines.bytes);
  return { names, rows: numbers.size / columns, columns, data: numbers.take() };
}

/** Some rows of a table. */
export interface CsvBlock {
  readonly columns: number;
  /** Row-major `[rows, columns]`. */
  readonly data: Float64Array;
}

/**
 * Reads a table of numbers block by block from a stream of bytes; otherwise as {@link parseCsv}.
 *
 * @param blockRows - Rows of each block but the last.
 * @yields Blocks in order, at least one.
 */
export async function* readCsvBlocks(
  bytes: AsyncIterable<Uint8Array>,
  blockRows: number,
  options: CsvOptions = {},
): AsyncGenerator<CsvBlock, void, undefined> {
  const rules = csvRules("readCsvBlocks", options);
  const lines = new LineSplitter(rules.source, rules.maxLineBytes);
  const parser = new CsvRowParser(rules);
  const numbers = new GrowingNumbers();
  let rows = 0;
  for await (const chunk of bytes) {
    lines.feed(chunk);
    for (let line = lines.next(); line !== undefined; line = lines.next()) {
      const row = parser.push(line);
      if (row === undefined) continue;
      numbers.push(row);
      rows++;
      if (rows % blockRows === 0) yield { columns: row.length, data: numbers.take() };
    }
  }
  const last = lines.last();
  const row = last === undefined ? undefined : parser.push(last);
  if (row !== undefined) {
    numbers.push(row);
    rows++;
  }
  if (rows === 0) throw noRows(rules.source, lines.bytes);
  if (numbers.size > 0) yield { columns: parser.columns ?? 0, data: numbers.take() };
}

function noRows(source: string, byteOffset: number): FormatError {
  return new FormatError("expected a row of numbers, got the end of the input", {
    source,
    byteOffset,
  });
}
