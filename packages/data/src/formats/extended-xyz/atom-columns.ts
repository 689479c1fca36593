import { isElementSymbol, atomicNumber, largestAtomicNumber } from "../../elements/elements.ts";
import type { AtomColumn } from "./frame.ts";
import { quote } from "../text/location.ts";
import { parseNumber } from "../text/number-text.ts";
import type { Property } from "./properties.ts";

/** Receives the words of one property, atom by atom. */
export interface ColumnCollector {
  /** Takes one word; the sentence «expected ...» when the property cannot hold it. */
  push(word: string): string | undefined;
}

const firstRows = 1024;

/** A property that becomes an {@link AtomColumn}; room grows with the atoms that come, not with those announced. */
export class PropertyCollector implements ColumnCollector {
  readonly #property: Property;
  readonly #words: string[] = [];
  #numbers: Float64Array;
  #size = 0;

  constructor(property: Property) {
    this.#property = property;
    this.#numbers = new Float64Array(property.type === "S" ? 0 : firstRows * property.width);
  }

  push(word: string): string | undefined {
    const { name, type } = this.#property;
    if (type === "S") {
      this.#words.push(word);
      return undefined;
    }
    const number = type === "L" ? truthNumber(word) : parseNumber(word);
    if (type === "L" && number === undefined) return `T or F in ${quote(name)}`;
    if (number === undefined || !Number.isFinite(number)) {
      return `a finite number in ${quote(name)}`;
    }
    if (type === "I" && !Number.isSafeInteger(number)) return `an integer in ${quote(name)}`;
    if (this.#size === this.#numbers.length) {
      const grown = new Float64Array(2 * this.#size);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#size++] = number;
    return undefined;
  }

  /** The numbers so far, `[atoms, width]`. */
  numbers(): Float64Array {
    return this.#numbers.slice(0, this.#size);
  }

  column(): AtomColumn {
    const { type, width } = this.#property;
    if (type === "S") return { type, width, values: this.#words };
    if (type === "L") return { type, width, values: Uint8Array.from(this.numbers()) };
    return { type, width, values: this.numbers() };
  }
}

/** Element symbols or atomic numbers. */
export class SpeciesCollector implements ColumnCollector {
  readonly #keepUnknown: boolean;
  readonly #numbers: number[] = [];
  readonly #labels: string[] = [];
  #foundUnknown = false;

  constructor(keepUnknown: boolean) {
    this.#keepUnknown = keepUnknown;
  }

  push(word: string): string | undefined {
    const number = speciesNumber(word);
    if (number === undefined && !this.#keepUnknown) {
      return 'an element symbol or an atomic number (unknownSpecies: "keep" takes other labels)';
    }
    this.#foundUnknown ||= number === undefined;
    this.#numbers.push(number ?? 0);
    if (this.#keepUnknown) this.#labels.push(word);
    return undefined;
  }

  /** `[atoms]` */
  atomicNumbers(): Uint8Array {
    return Uint8Array.from(this.#numbers);
  }

  /** The labels as they stood in the file, when one of them is no element. */
  labels(): AtomColumn | undefined {
    return this.#foundUnknown ? { type: "S", width: 1, values: this.#labels } : undefined;
  }
}

/** The atomic number of a symbol or of digits; `undefined` when `word` is no element. */
export function speciesNumber(word: string): number | undefined {
  if (isElementSymbol(word)) return atomicNumber(word);
  const number = /^\d{1,3}$/.test(word) ? Number(word) : 0;
  return number >= 1 && number <= largestAtomicNumber ? number : undefined;
}

function truthNumber(word: string): number | undefined {
  if (/^(?:T|true|True|TRUE|1)$/.test(word)) return 1;
  return /^(?:F|false|False|FALSE|0)$/.test(word) ? 0 : undefined;
}
