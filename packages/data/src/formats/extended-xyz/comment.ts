import type { InfoValue } from "./frame.ts";
import type { Untyped } from "./info-value.ts";
import { typeList, typeQuote, typeWord } from "./info-value.ts";
import type { Line } from "../text/lines.ts";
import { decodeUtf8, errorAt, quote } from "../text/location.ts";

/** One `key=value` of a comment line; a bare key is `true`. Columns count bytes from the start of the line. */
export interface Entry {
  readonly key: string;
  readonly value: InfoValue;
  readonly keyColumn: number;
  readonly valueColumn: number;
  /** Whether an equals sign follows the key. */
  readonly hasValue: boolean;
}

const deepestNesting = 4;

// Space and tab only: the no-break space is one byte of many UTF-8 sequences.
const keyEnd = /[ \t="]/g;
const wordEnd = /[ \t]/g;
const bracketedEnd = /[ \t,[\]]/g;
const bracedEnd = /[ \t{}]/g;

/**
 * Parses the comment line of an extended xyz frame into its entries.
 *
 * A value is a number, a truth value, a bare word, a quoted string (escapes `\"`, `\\`, `\n`), a list in brackets with
 * commas (nested lists too), or a list in braces without. A quoted string of two or more numbers, or of two or more
 * truth values, is a list as well: older writers know no brackets. An integer beyond 2^53 stays a word, so that long
 * identifiers survive.
 *
 * Source: extended xyz specification, github.com/libAtoms/extxyz.
 *
 * @throws FormatError at the first column that breaks the grammar.
 */
export function parseComment(line: Line, source: string): Entry[] {
  return new CommentParser(line, source).entries();
}

class CommentParser {
  readonly #line: Line;
  readonly #source: string;
  readonly #text: string;
  #column = 0;

  constructor(line: Line, source: string) {
    this.#line = line;
    this.#source = source;
    this.#text = line.text;
  }

  entries(): Entry[] {
    const entries: Entry[] = [];
    const keys = new Set<string>();
    for (this.#skipSpace(); this.#column < this.#text.length; this.#skipSpace()) {
      const entry = this.#entry();
      if (keys.has(entry.key)) {
        throw this.#error(entry.keyColumn, "each key once", `${quote(entry.key)} again`);
      }
      keys.add(entry.key);
      entries.push(entry);
    }
    return entries;
  }

  #entry(): Entry {
    const keyColumn = this.#column;
    const key = this.#text[keyColumn] === '"' ? this.#quoted() : this.#bare(keyEnd);
    if (key === "") throw this.#error(keyColumn, "a key", quote(this.#text.slice(keyColumn)));
    const afterKey = this.#column;
    this.#skipSpace();
    if (this.#text[this.#column] !== "=") {
      this.#column = afterKey;
      this.#requireSpace();
      return { key, value: true, keyColumn, valueColumn: keyColumn, hasValue: false };
    }
    this.#column++;
    this.#skipSpace();
    const valueColumn = this.#column;
    const value = this.#value();
    this.#requireSpace();
    return { key, value, keyColumn, valueColumn, hasValue: true };
  }

  #value(): InfoValue {
    const first = this.#text[this.#column];
    if (first === "[") return typeList(this.#bracketed(1));
    if (first === "{") return typeList(this.#braced());
    if (first === '"') return typeQuote(this.#quoted());
    if (first === undefined) throw this.#error(this.#column, "a value after =", this.#here());
    return typeWord(this.#bare(wordEnd));
  }

  #bracketed(depth: number): Untyped[] {
    if (depth > deepestNesting) {
      throw this.#error(this.#column, `lists at most ${deepestNesting} deep`, "a deeper one");
    }
    const list: Untyped[] = [];
    this.#column++;
    this.#skipSpace();
    if (this.#text[this.#column] === "]") {
      this.#column++;
      return list;
    }
    for (;;) {
      this.#skipSpace();
      const isList = this.#text[this.#column] === "[";
      list.push(isList ? this.#bracketed(depth + 1) : this.#leaf(bracketedEnd));
      this.#skipSpace();
      const separator = this.#text[this.#column];
      if (separator !== "," && separator !== "]") {
        throw this.#error(this.#column, "a comma or a closing bracket", this.#here());
      }
      this.#column++;
      if (separator === "]") return list;
    }
  }

  #braced(): Untyped[] {
    const list: Untyped[] = [];
    this.#column++;
    for (this.#skipSpace(); this.#text[this.#column] !== "}"; this.#skipSpace()) {
      list.push(this.#leaf(bracedEnd));
    }
    this.#column++;
    return list;
  }

  #leaf(end: RegExp): Untyped {
    if (this.#text[this.#column] === '"') return { word: this.#quoted(), quoted: true };
    const column = this.#column;
    const word = this.#bare(end);
    if (word === "") throw this.#error(column, "a list element", this.#here());
    return { word, quoted: false };
  }

  #quoted(): string {
    const start = this.#column++;
    let text = "";
    for (;;) {
      let character = this.#text[this.#column++];
      if (character === '"') break;
      if (character === "\\") {
        character = this.#text[this.#column++];
        if (character === "n") character = "\n";
      }
      if (character === undefined) {
        throw this.#error(start, "a closing quote", "the end of the line");
      }
      text += character;
    }
    return this.#decode(text, start);
  }

  #bare(end: RegExp): string {
    const start = this.#column;
    end.lastIndex = start;
    this.#column = end.exec(this.#text)?.index ?? this.#text.length;
    return this.#decode(this.#text.slice(start, this.#column), start);
  }

  #decode(text: string, column: number): string {
    return decodeUtf8(text, { source: this.#source, line: this.#line, column });
  }

  #skipSpace(): void {
    while (isSpace(this.#text[this.#column])) this.#column++;
  }

  #requireSpace(): void {
    if (this.#column >= this.#text.length || isSpace(this.#text[this.#column])) return;
    throw this.#error(this.#column, "a space", this.#here());
  }

  #here(): string {
    const character = this.#text[this.#column];
    return character === undefined ? "the end of the line" : quote(character);
  }

  #error(column: number, expected: string, got: string): Error {
    return errorAt({ source: this.#source, line: this.#line, column }, expected, got);
  }
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
