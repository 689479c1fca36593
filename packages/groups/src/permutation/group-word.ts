import { ArgumentError } from "@erlangen/numerics";

/** Longest word, in letters. */
const longestWord = 100_000;

/** A word in generators: letter 2 i is generator i, letter 2 i + 1 its inverse. */
export type GroupWord = readonly number[];

/** The letter that undoes a letter. */
export function inverseLetter(letter: number): number {
  return letter ^ 1;
}

/** The word that undoes a word. */
function inverseWord(word: GroupWord): GroupWord {
  return word.map(inverseLetter).toReversed();
}

/**
 * Reads words such as `a^2`, `(a b)^-3` and `[a, b]` (the commutator a⁻¹ b⁻¹ a b); factors may be separated by blanks or
 * `*`. An equation `u = v` reads as the word u v⁻¹.
 *
 * @param where - Name of the public function, for messages.
 * @throws ArgumentError that quotes the text and says at which character it fails.
 */
export function parseWord(where: string, text: string, generators: readonly string[]): GroupWord {
  const names = [...generators].toSorted((a, b) => b.length - a.length);
  let position = 0;

  const fail = (expected: string): ArgumentError => {
    const got = position < text.length ? JSON.stringify(text[position]) : "the end";
    return new ArgumentError(
      `${where}: expected ${expected} at character ${position + 1} of ${JSON.stringify(text)}, got ${got}`,
    );
  };
  const skip = (what: RegExp): void => {
    while (position < text.length && what.test(text[position])) position++;
  };
  const take = (mark: string): void => {
    skip(/\s/);
    if (text[position] !== mark) throw fail(JSON.stringify(mark));
    position++;
  };
  const atom = (): GroupWord => {
    if (text[position] === "1" || text[position] === "e") {
      if (!names.includes(text[position])) {
        position++;
        return [];
      }
    }
    if (text[position] === "(") {
      position++;
      const inner = word();
      take(")");
      return inner;
    }
    if (text[position] === "[") {
      position++;
      const u = word();
      take(",");
      const v = word();
      take("]");
      return [...inverseWord(u), ...inverseWord(v), ...u, ...v];
    }
    const name = names.find((candidate) => text.startsWith(candidate, position));
    if (name === undefined) throw fail(`a generator (${generators.join(", ")}), "(" or "["`);
    position += name.length;
    return [2 * generators.indexOf(name)];
  };
  const power = (base: GroupWord): GroupWord => {
    skip(/\s/);
    if (text[position] !== "^") return base;
    position++;
    const digits = /^\s*-?\d+/.exec(text.slice(position))?.[0];
    if (digits === undefined) throw fail("an integer");
    const exponent = Number(digits);
    if (Math.abs(exponent) * base.length > longestWord) {
      throw fail(`a word of at most ${longestWord} letters`);
    }
    position += digits.length;
    const once = exponent < 0 ? inverseWord(base) : base;
    return Array.from({ length: Math.abs(exponent) }, () => once).flat();
  };
  const word = (): GroupWord => {
    const letters: number[] = [];
    for (skip(/[\s*]/); position < text.length && !/[),\]=]/.test(text[position]); skip(/[\s*]/)) {
      letters.push(...power(atom()));
    }
    return letters;
  };

  const left = word();
  if (text[position] !== "=") {
    if (position < text.length) throw fail("the end");
    return left;
  }
  position++;
  const right = word();
  if (position < text.length) throw fail("the end");
  return [...left, ...inverseWord(right)];
}
