import { inverseLetter, type GroupWord } from "./group-word.ts";

/** No coset. */
const none = -1;

/**
 * Right cosets H g and what letters do to them, as far as it is known; cosets that turn out to be equal are merged.
 *
 * Coset 0 is H itself. A merged coset points to a smaller one; its row is empty.
 *
 * Source: Holt, Eick, O'Brien (2005), «Handbook of computational group theory», section 5.1 (HLT).
 */
export class CosetTable {
  readonly #letters: number;
  readonly #most: number;
  readonly #parents: number[] = [];
  readonly #rows: Int32Array[] = [];

  /**
   * @param letters - Twice the number of generators.
   * @param most - Most cosets that are ever defined.
   */
  constructor(letters: number, most: number) {
    this.#letters = letters;
    this.#most = most;
    this.#append();
  }

  /** Number of cosets defined so far, merged ones included. */
  get size(): number {
    return this.#rows.length;
  }

  /** Whether the coset has not been merged into a smaller one. */
  isAlive(coset: number): boolean {
    return this.#parents[coset] === coset;
  }

  /** Where the letter takes the coset; -1 when unknown. */
  image(coset: number, letter: number): number {
    return this.#rows[coset][letter];
  }

  /** Makes a new coset the image; false when there are too many. */
  define(coset: number, letter: number): boolean {
    if (this.size >= this.#most) return false;
    const fresh = this.#append();
    this.#join(coset, letter, fresh);
    return true;
  }

  /**
   * Makes the word fix the coset: follows it from both ends, defines what is missing, merges where the ends meet.
   *
   * @returns False when there are too many cosets.
   */
  close(coset: number, word: GroupWord): boolean {
    let [front, back] = [coset, coset];
    let [i, j] = [0, word.length - 1];
    for (;;) {
      while (i <= j && this.image(front, word[i]) !== none) {
        front = this.image(front, word[i++]);
      }
      if (i > j) {
        this.#merge(front, back);
        return true;
      }
      while (j >= i && this.image(back, inverseLetter(word[j])) !== none) {
        back = this.image(back, inverseLetter(word[j--]));
      }
      if (j < i) {
        this.#merge(front, back);
        return true;
      }
      if (i === j) {
        this.#join(front, word[i], back);
        return true;
      }
      if (!this.define(front, word[i])) return false;
    }
  }

  /** The action of each letter on the cosets that are left, numbered from 0. */
  actions(): readonly Int32Array[] {
    const alive = this.#parents.flatMap((parent, coset) => (parent === coset ? [coset] : []));
    const number = new Map(alive.map((coset, i) => [coset, i]));
    return Array.from({ length: this.#letters }, (_, letter) =>
      Int32Array.from(alive, (coset) => number.get(this.image(coset, letter)) ?? none),
    );
  }

  #append(): number {
    this.#rows.push(new Int32Array(this.#letters).fill(none));
    return this.#parents.push(this.#parents.length) - 1;
  }

  #join(coset: number, letter: number, image: number): void {
    this.#rows[coset][letter] = image;
    this.#rows[image][inverseLetter(letter)] = coset;
  }

  #find(coset: number): number {
    const parents = this.#parents;
    let root = coset;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  /** Merges two cosets, and all that must be equal in consequence. */
  #merge(a: number, b: number): void {
    const dead: number[] = [];
    const identify = (x: number, y: number): void => {
      const [u, v] = [this.#find(x), this.#find(y)];
      if (u === v) return;
      this.#parents[Math.max(u, v)] = Math.min(u, v);
      dead.push(Math.max(u, v));
    };
    identify(a, b);
    for (let next = 0; next < dead.length; next++) {
      const row = this.#rows[dead[next]];
      for (let letter = 0; letter < this.#letters; letter++) {
        const image = row[letter];
        if (image === none) continue;
        row[letter] = none;
        this.#rows[image][inverseLetter(letter)] = none;
        const [from, to] = [this.#find(dead[next]), this.#find(image)];
        const known = this.image(from, letter);
        const knownBack = this.image(to, inverseLetter(letter));
        if (known !== none) identify(to, known);
        else if (knownBack !== none) identify(from, knownBack);
        else this.#join(from, letter, to);
      }
    }
  }
}
