import type { FormatError } from "@erlangen/numerics";

/** A value of the few kinds that the header of an npy file may hold. */
export type Literal = string | number | boolean | readonly Literal[];

/** A parsed value and the column at which it began. */
export interface Placed {
  readonly value: Literal;
  readonly column: number;
}

/** Makes the error for a column of the text. */
export type Fail = (column: number, expected: string, got: string) => FormatError;

const deepestNesting = 3;

/**
 * Reads the dictionary literal of an npy header: `{'key': value, ...}` with strings, integers, truth values, tuples and
 * lists. Nothing is evaluated: what is not one of these is refused.
 *
 * @param text - One character for each byte.
 */
export function parseDictionary(text: string, fail: Fail): Map<string, Placed> {
  return new LiteralParser(text, fail).dictionary();
}

class LiteralParser {
  readonly #text: string;
  readonly #fail: Fail;
  #column = 0;

  constructor(text: string, fail: Fail) {
    this.#text = text;
    this.#fail = fail;
  }

  dictionary(): Map<string, Placed> {
    const entries = new Map<string, Placed>();
    this.#expect("{", "a dictionary");
    while (!this.#take("}")) {
      const column = this.#here();
      const key = this.#string();
      if (entries.has(key)) throw this.#fail(column, "each key once", `'${show(key)}' again`);
      this.#expect(":", "a colon");
      entries.set(key, { column: this.#here(), value: this.#value(0) });
      if (this.#take(",")) continue;
      this.#expect("}", "a comma or a closing brace");
      break;
    }
    if (this.#here() < this.#text.length) throw this.#error("the end of the header");
    return entries;
  }

  #value(depth: number): Literal {
    const first = this.#text[this.#here()];
    if (first === "'" || first === '"') return this.#string();
    if (first === "(" || first === "[") return this.#sequence(depth);
    const word = /^[A-Za-z]+|^-?\d+L?/.exec(this.#text.slice(this.#column, this.#column + 40))?.[0];
    if (word === undefined) throw this.#error("a value");
    if (/^[A-Z]/i.test(word) && word !== "True" && word !== "False") throw this.#error("a value");
    this.#column += word.length;
    return /^[TF]/.test(word) ? word === "True" : Number(word.replace("L", ""));
  }

  #sequence(depth: number): readonly Literal[] {
    if (depth === deepestNesting) throw this.#error(`lists at most ${deepestNesting} deep`);
    const close = this.#text[this.#column++] === "(" ? ")" : "]";
    const items: Literal[] = [];
    while (!this.#take(close)) {
      items.push(this.#value(depth + 1));
      if (this.#take(",")) continue;
      // (3) is the number 3, as in Python, and no shape.
      if (items.length === 1 && close === ")") throw this.#error("a comma in a tuple of one");
      this.#expect(close, "a comma or a closing bracket");
      break;
    }
    return items;
  }

  #string(): string {
    const start = this.#here();
    const quote = this.#text[start];
    if (quote !== "'" && quote !== '"') throw this.#error("a quoted text");
    const end = this.#text.indexOf(quote, start + 1);
    if (end < 0) throw this.#fail(start, "a closing quote", "the end of the header");
    const content = this.#text.slice(start + 1, end);
    if (content.includes("\\")) throw this.#fail(start, "a text without escapes", "a backslash");
    this.#column = end + 1;
    return content;
  }

  #take(character: string): boolean {
    if (this.#text[this.#here()] !== character) return false;
    this.#column++;
    return true;
  }

  #expect(character: string, expected: string): void {
    if (!this.#take(character)) throw this.#error(expected);
  }

  /** Skips white space. */
  #here(): number {
    while (/^[ \t\n\r]/.test(this.#text[this.#column] ?? "")) this.#column++;
    return this.#column;
  }

  #error(expected: string): FormatError {
    const rest = this.#text.slice(this.#here(), this.#column + 20);
    return this.#fail(this.#column, expected, rest === "" ? "the end of the header" : show(rest));
  }
}

/** A piece of a header inside a message. */
export function show(value: Literal): string {
  return JSON.stringify(value)
    .slice(0, 60)
    .replace(/[^ -~]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}
