import type { ColumnCollector } from "./atom-columns.ts";
import { PropertyCollector, SpeciesCollector } from "./atom-columns.ts";
import type { AtomColumn, Frame } from "./frame.ts";
import type { Header } from "./header.ts";
import { readHeader } from "./header.ts";
import type { Line } from "../text/lines.ts";
import { decodeUtf8, errorAt, quote } from "../text/location.ts";
import type { ReadingRules } from "./options.ts";
import { plainProperties } from "./properties.ts";

const byteOrderMark = "\xef\xbb\xbf";

/** Turns lines into frames: a count, a comment, then one line for each atom; blank lines may stand between frames. */
export class FrameAssembler {
  readonly #rules: ReadingRules;
  #state: "count" | "comment" | "atoms" = "count";
  #frameStart = 0;
  #atoms = 0;
  #atom = 0;
  #body: FrameBody | undefined;

  constructor(rules: ReadingRules) {
    this.#rules = rules;
  }

  /** Takes the next line; a frame when the line completes one. */
  push(line: Line): Frame | undefined {
    if (this.#state === "count") {
      this.#readCount(line);
      return undefined;
    }
    if (line.offset + line.text.length - this.#frameStart > this.#rules.maxFrameBytes) {
      const column = Math.max(0, this.#frameStart + this.#rules.maxFrameBytes - line.offset);
      throw this.#error(
        line,
        column,
        `a frame of at most ${this.#rules.maxFrameBytes} bytes`,
        "a longer one; raise maxFrameBytes if it is meant",
      );
    }
    if (this.#body === undefined) {
      this.#body = new FrameBody(readHeader(line, this.#rules), this.#rules);
      this.#state = "atoms";
      return undefined;
    }
    this.#body.readAtom(line, `atom ${this.#atom + 1} of ${this.#atoms}`);
    this.#atom++;
    if (this.#atom < this.#atoms) return undefined;
    const frame = this.#body.frame();
    this.#body = undefined;
    this.#state = "count";
    return frame;
  }

  /**
   * The input has ended after `bytes` bytes, with `line` as its last one if that had no ending; a frame when it
   * completes one, `FormatError` when a frame stays open.
   */
  end(line: Line | undefined, bytes: number): Frame | undefined {
    const frame = line === undefined ? undefined : this.push(line);
    if (this.#state === "count") return frame;
    const missing =
      this.#state === "comment" ? "a comment line" : `atom ${this.#atom + 1} of ${this.#atoms}`;
    throw this.#error({ text: "", offset: bytes }, 0, missing, "the end of the input");
  }

  #readCount(line: Line): void {
    let { text } = line;
    if (text === "") return;
    let column = 0;
    if (line.offset === 0 && text.startsWith(byteOrderMark)) column = byteOrderMark.length;
    while (text[column] === " " || text[column] === "\t") column++;
    text = text.slice(column).replace(/[ \t]+$/, "");
    if (text === "") return;
    const count = /^\d+$/.test(text) ? Number(text) : 0;
    if (count < 1) throw this.#error(line, column, "a positive number of atoms", quote(text));
    if (count > this.#rules.maxAtoms) {
      throw this.#error(
        line,
        column,
        `at most ${this.#rules.maxAtoms} atoms`,
        `${quote(text)}; raise maxAtoms if it is meant`,
      );
    }
    this.#frameStart = line.offset;
    this.#atoms = count;
    this.#atom = 0;
    this.#state = "comment";
  }

  #error(line: Line, column: number, expected: string, got: string): Error {
    return errorAt({ source: this.#rules.source, line, column }, expected, got);
  }
}

/** The atoms of one frame while they come in. */
class FrameBody {
  readonly #header: Header;
  readonly #source: string;
  readonly #species: SpeciesCollector;
  readonly #properties: ReadonlyMap<string, PropertyCollector>;
  /** One collector for each column of an atom line. */
  readonly #columns: readonly ColumnCollector[];

  constructor(header: Header, rules: ReadingRules) {
    this.#header = header;
    this.#source = rules.source;
    this.#species = new SpeciesCollector(rules.keepUnknownSpecies);
    const others = header.properties.filter(({ name }) => name !== header.roles.species);
    this.#properties = new Map(
      others.map((property) => [property.name, new PropertyCollector(property)]),
    );
    this.#columns = header.properties.flatMap(({ name, width }) =>
      Array.from({ length: width }, () => this.#properties.get(name) ?? this.#species),
    );
  }

  readAtom(line: Line, which: string): void {
    const { text } = line;
    const where = { source: this.#source, line };
    const isAscii = !/[^\0-\x7f]/.test(text);
    let column = 0;
    for (let field = 0; ; field++) {
      while (isSpace(text.charCodeAt(column))) column++;
      if (column >= text.length) {
        if (field === this.#columns.length) return;
        throw errorAt({ ...where, column }, this.#layout(which), `${field}`);
      }
      if (field === this.#columns.length) {
        throw errorAt({ ...where, column }, this.#layout(which), "more");
      }
      const start = column;
      while (column < text.length && !isSpace(text.charCodeAt(column))) column++;
      const raw = text.slice(start, column);
      const word = isAscii ? raw : decodeUtf8(raw, { ...where, column: start });
      const expected = this.#columns[field].push(word);
      if (expected !== undefined) throw errorAt({ ...where, column: start }, expected, quote(word));
    }
  }

  frame(): Frame {
    const { roles, energy, lattice, pbc, info } = this.#header;
    const properties = new Map(this.#properties);
    const take = (name: string | undefined): Float64Array | undefined => {
      if (name === undefined) return undefined;
      const numbers = properties.get(name)?.numbers();
      properties.delete(name);
      return numbers;
    };
    const positions = take("pos") ?? new Float64Array();
    const forces = take(roles.forces);
    const arrays = new Map<string, AtomColumn>();
    const labels = this.#species.labels();
    if (labels !== undefined) arrays.set("species", labels);
    for (const [name, collector] of properties) arrays.set(name, collector.column());
    const atomicNumbers = this.#species.atomicNumbers();
    return { atomicNumbers, positions, forces, energy, lattice, pbc, info, arrays };
  }

  #layout(which: string): string {
    const plain = this.#header.properties === plainProperties;
    const layout = plain ? "species x y z; a Properties key declares others" : "from Properties";
    return `${this.#columns.length} columns for ${which} (${layout})`;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}
