import { ArgumentError } from "@erlangen/numerics";
import { Irrep, naturalParity } from "./irrep.ts";

/** One term of the text of a representation: `multiplicity` copies of `irrep`. */
export interface IrrepsTerm {
  readonly multiplicity: number;
  readonly irrep: Irrep;
}

/**
 * Reads terms `[multiplicity "x"] degree parity` separated by `+`; blanks are free, the empty text
 * has no terms.
 *
 * @param text - For instance `"16x0e + 8x1o + 2y"`.
 * @returns The terms in the order of the text.
 * @throws ArgumentError that says what was expected, what came, and the zero-based position in the
 * text.
 *
 * Source: the grammar of e3nn 0.6, `e3nn.o3.Irreps`.
 */
export function parseTerms(text: string): IrrepsTerm[] {
  if (typeof text !== "string") {
    throw new ArgumentError(
      `Irreps.parse: expected a text such as "16x0e+8x1o", got ${String(text)}`,
    );
  }
  let position = 0;

  const skipBlanks = (): void => {
    while (position < text.length && /\s/.test(text[position])) {
      position += 1;
    }
  };
  const fail = (expected: string, at: number = position): never => {
    const came = at < text.length ? JSON.stringify(text[at]) : "the end";
    const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
    throw new ArgumentError(
      `Irreps.parse: expected ${expected}, got ${came} at position ${at} of ${JSON.stringify(shown)}`,
    );
  };
  const integer = (what: string): number => {
    const start = position;
    while (position < text.length && text[position] >= "0" && text[position] <= "9") {
      position += 1;
    }
    const value = Number(text.slice(start, position));
    return position > start && Number.isSafeInteger(value) ? value : fail(what, start);
  };
  const term = (): IrrepsTerm => {
    let multiplicity = 1;
    let l = integer("a multiplicity or a degree");
    skipBlanks();
    if (text[position] === "x") {
      position += 1;
      skipBlanks();
      multiplicity = l;
      l = integer("a degree");
      skipBlanks();
    }
    const letter = text[position];
    if (letter !== "e" && letter !== "o" && letter !== "y") {
      return fail(`a parity "e", "o" or "y"`);
    }
    position += 1;
    const parity = letter === "y" ? naturalParity(l) : letter === "e" ? 1 : -1;
    return { multiplicity, irrep: new Irrep(l, parity) };
  };

  const terms: IrrepsTerm[] = [];
  skipBlanks();
  if (position === text.length) {
    return terms;
  }
  for (;;) {
    terms.push(term());
    skipBlanks();
    if (position === text.length) {
      return terms;
    }
    if (text[position] !== "+") {
      fail(`"+" or the end`);
    }
    position += 1;
    skipBlanks();
  }
}
