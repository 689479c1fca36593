import { ArgumentError } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import type { CharacterTable, FiniteGroup, FiniteIrrep } from "../group/finite-group.ts";
import type { HaarRule } from "../group/group.ts";
import { complexCharacters } from "./character-table.ts";
import { classPartition } from "./class-partition.ts";
import { generalIrreps } from "./general-irreps.ts";
import { requireElement } from "./require-element.ts";

/** Longest list of elements that is made. */
const largestListing = 1_000_000;

/** What defines a finite group: its law on the integers 0 to order - 1, where 0 is neutral. */
export interface GroupLaw {
  /** Short name, such as `C8`. */
  readonly name: string;
  /** Number of elements, an integer >= 1. */
  readonly order: number;
  /** Elements that generate the group. */
  readonly generators: readonly number[];
  /** The product a b. */
  readonly multiply: (a: number, b: number) => number;
  /** The element that undoes `g`. */
  readonly inverse: (g: number) => number;
  /** How an element is written; its number when left out. */
  readonly elementName?: (g: number) => string;
  /** The real irreps where a formula gives them; found from the characters when left out. */
  readonly irreps?: (group: FiniteGroup) => readonly FiniteIrrep[];
  /** The characters where a formula gives them; found from the classes when left out. */
  readonly characterTable?: (group: FiniteGroup) => CharacterTable;
}

/** The finite group of a law that is known to be one. Lists and tables are made on first use. */
export class LawGroup implements FiniteGroup {
  readonly name: string;
  readonly order: number;
  readonly identity: number = 0;
  readonly generators: readonly number[];
  readonly #law: GroupLaw;
  #elements: readonly number[] | undefined;
  #irreps: readonly FiniteIrrep[] | undefined;
  #characterTable: CharacterTable | undefined;

  constructor(law: GroupLaw) {
    this.name = law.name;
    this.order = law.order;
    this.generators = Object.freeze([...law.generators]);
    this.#law = law;
  }

  get elements(): readonly number[] {
    if (this.order > largestListing) {
      throw new ArgumentError(
        `FiniteGroup.elements: expected a group of order at most ${largestListing} to list, got ${this.name} ` +
          `of order ${this.order}; use generators, sample, or PermutationGroup`,
      );
    }
    this.#elements ??= Object.freeze(Array.from({ length: this.order }, (_, g) => g));
    return this.#elements;
  }

  multiply(a: number, b: number): number {
    requireElement("FiniteGroup.multiply", "a", this, a);
    requireElement("FiniteGroup.multiply", "b", this, b);
    return this.#law.multiply(a, b);
  }

  compose(g: number, h: number): number {
    return this.multiply(g, h);
  }

  inverse(g: number): number {
    requireElement("FiniteGroup.inverse", "g", this, g);
    return this.#law.inverse(g);
  }

  equals(g: number, h: number): boolean {
    return g === h;
  }

  sample(random: Random): number {
    return random.integer(this.order);
  }

  elementName(g: number): string {
    requireElement("FiniteGroup.elementName", "g", this, g);
    return this.#law.elementName?.(g) ?? String(g);
  }

  haarRule(): HaarRule<number> {
    return {
      elements: this.elements,
      weights: new Float64Array(this.order).fill(1 / this.order),
    };
  }

  conjugacyClasses(): readonly (readonly number[])[] {
    return classPartition(this).classes;
  }

  irreps(): readonly FiniteIrrep[] {
    this.#irreps ??= Object.freeze([...(this.#law.irreps ?? generalIrreps)(this)]);
    return this.#irreps;
  }

  characterTable(): CharacterTable {
    this.#characterTable ??= (this.#law.characterTable ?? complexCharacters)(this);
    return this.#characterTable;
  }
}
