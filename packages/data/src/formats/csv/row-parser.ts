import type { FormatError } from "@erlangen/numerics";
import type { Line } from "../text/lines.ts";
import { decodeUtf8, errorAt, quote } from "../text/location.ts";
import { parseNumber } from "../text/number-text.ts";
import type { CsvRules } from "./options.ts";

const byteOrderMark = "\xef\xbb\xbf";
const words: Readonly<Record<string, number>> = {
  nan: NaN,
  inf: Infinity,
  infinity: Infinity,
  "+inf": Infinity,
  "-inf": -Infinity,
  "+infinity": Infinity,
  "-infinity": -Infinity,
};

/** Turns lines into rows of numbers, all as long as the first; blank lines and those that begin with # are skipped. */
export class CsvRowParser {
  readonly #rules: CsvRules;
  #delimiter: string | undefined;
  #lines = 0;
  #columns: number | undefined;
  #names: readonly string[] | undefined;

  constructor(rules: CsvRules) {
    this.#rules = rules;
    this.#delimiter = rules.delimiter;
  }

  /** Numbers in a row, once the first line was seen. */
  get columns(): number | undefined {
    return this.#columns;
  }

  /** Names of the columns, when the first line holds them. */
  get names(): readonly string[] | undefined {
    return this.#names;
  }

  /** The numbers of a line; `undefined` when it holds none. */
  push(line: Line): readonly number[] | undefined {
    this.#lines++;
    const text = line.offset === 0 ? line.text.replace(byteOrderMark, "") : line.text;
    if (/^\s*(?:#|$)/.test(text)) return undefined;
    this.#delimiter ??= [",", ";", "\t"].find((character) => text.includes(character)) ?? " ";
    const fields = this.#fields(text, line);
    if (this.#columns === undefined) {
      this.#columns = fields.length;
      const isHeader =
        this.#rules.header ?? fields.every((field) => numberOf(field.trim()) === undefined);
      if (isHeader) {
        this.#names = fields.map((field) =>
          decodeUtf8(field.trim(), { source: this.#rules.source, line, column: 0 }),
        );
        return undefined;
      }
    }
    if (fields.length !== this.#columns) {
      throw this.#error(line, 0, `${this.#columns} fields`, `${fields.length}`);
    }
    return fields.map((field, i) => {
      const number = numberOf(field.trim());
      if (number !== undefined) return number;
      throw this.#error(line, i, "a number", field.trim() === "" ? "nothing" : quote(field));
    });
  }

  #fields(text: string, line: Line): readonly string[] {
    if (this.#delimiter === " ") return text.trim().split(/[ \t]+/);
    return text.includes('"') ? this.#quoted(text, line) : text.split(this.#delimiter ?? ",");
  }

  /** Fields between quotes may hold the delimiter; two quotes inside stand for one. */
  #quoted(text: string, line: Line): readonly string[] {
    const fields: string[] = [];
    let field = "";
    let inside = false;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '"') {
        if (inside && text[i + 1] === '"') field += text[i++];
        else inside = !inside;
      } else if (text[i] === this.#delimiter && !inside) {
        fields.push(field);
        field = "";
      } else field += text[i];
    }
    if (inside) throw this.#error(line, fields.length, "a closing quote", "the end of the line");
    return [...fields, field];
  }

  #error(line: Line, field: number, expected: string, got: string): FormatError {
    const before = line.text.split(this.#delimiter ?? ",").slice(0, field);
    const column = Math.min(before.join(" ").length + (field > 0 ? 1 : 0), line.text.length);
    return errorAt(
      { source: this.#rules.source, line, column },
      `${expected} in line ${this.#lines}${field > 0 || expected === "a number" ? `, column ${field + 1}` : ""}`,
      got,
    );
  }
}

/** The number of a field, also one that is not finite: who reads on must decide about it. */
function numberOf(text: string): number | undefined {
  return parseNumber(text) ?? words[text.toLowerCase()];
}
