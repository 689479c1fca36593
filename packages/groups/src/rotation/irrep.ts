import { ArgumentError } from "@erlangen/numerics";
import { assertDegree } from "./degree.ts";

/**
 * What an irrep of O(3) does to a vector under inversion of space: keeps it (1, "even") or flips it
 * (-1, "odd").
 */
export type Parity = 1 | -1;

/** An irrep, or its name: `"1o"`, `"2e"`, `"3y"`. */
export type IrrepLike = Irrep | string;

/**
 * The two orders of irreps in use.
 *
 * `"e3nn"` is by degree, then odd before even: 0o 0e 1o 1e 2o 2e.
 * `"natural-parity"` is by degree, then the parity (-1)^l of the spherical harmonics first: 0e 0o
 * 1o 1e 2e 2o (e3nn-jax, cuEquivariance).
 */
export type IrrepOrder = "e3nn" | "natural-parity";

/**
 * An irreducible real representation of O(3): degree l and parity p, of dimension 2l+1.
 *
 * The basis is e3nn's: components m = -l..l of the real spherical harmonics with y as polar axis,
 * so that `1o` is the vector (x, y, z) itself.
 *
 * Source: Geiger and Smidt (2022), «e3nn: Euclidean neural networks».
 *
 * ```ts
 * import { Irrep } from "@erlangen/groups";
 *
 * Irrep.parse("2e").dim; // => 5
 * Irrep.parse("1o").product("1e").join(" "); // => "0o 1o 2o"
 * ```
 */
export class Irrep {
  /** Degree, an integer >= 0. */
  readonly l: number;
  /** Sign under inversion. */
  readonly parity: Parity;

  /**
   * @param l - Degree, an integer >= 0.
   * @param parity - 1 or -1.
   * @throws ArgumentError when either is outside its range.
   */
  constructor(l: number, parity: Parity) {
    assertDegree("Irrep", "l", l);
    if (parity !== 1 && parity !== -1) {
      throw new ArgumentError(`Irrep: expected parity 1 or -1, got ${String(parity)}`);
    }
    this.l = l;
    this.parity = parity;
    Object.freeze(this);
  }

  /**
   * Reads `"<l><p>"` with p one of `e` (even), `o` (odd), `y` (the parity (-1)^l of the spherical
   * harmonics).
   *
   * @param text - For instance `"1o"`; blanks around it are free.
   * @throws ArgumentError that quotes the text when it is no such name.
   */
  static parse(text: string): Irrep {
    const match = typeof text === "string" ? /^\s*(\d+)\s*([eoy])\s*$/.exec(text) : undefined;
    if (match === null || match === undefined) {
      throw new ArgumentError(
        `Irrep.parse: expected a degree and a parity such as "0e", "1o" or "2y", got ${JSON.stringify(text)}`,
      );
    }
    const l = Number(match[1]);
    assertDegree("Irrep.parse", "the degree", l);
    return new Irrep(l, match[2] === "y" ? naturalParity(l) : match[2] === "e" ? 1 : -1);
  }

  /** An irrep as it is, a name parsed. */
  static from(irrep: IrrepLike): Irrep {
    return irrep instanceof Irrep ? irrep : Irrep.parse(irrep);
  }

  /**
   * Both parities of every degree up to `lMax`, in natural-parity order: 0e 0o 1o 1e 2e 2o ...
   *
   * @param lMax - Last degree, an integer >= 0.
   */
  static upTo(lMax: number): Irrep[] {
    assertDegree("Irrep.upTo", "lMax", lMax);
    return Array.from({ length: 2 * (lMax + 1) }, (_, position) => {
      const l = position >> 1;
      const natural = naturalParity(l);
      return new Irrep(l, position % 2 === 0 ? natural : (-natural as Parity));
    });
  }

  /** Dimension 2l+1. */
  get dim(): number {
    return 2 * this.l + 1;
  }

  /** Whether it is the trivial representation 0e. */
  get isScalar(): boolean {
    return this.l === 0 && this.parity === 1;
  }

  /**
   * The irreps in the tensor product with another: l from |l1-l2| to l1+l2, ascending, each once,
   * parity p1 p2.
   *
   * @param other - The second factor.
   */
  product(other: IrrepLike): Irrep[] {
    const second = Irrep.from(other);
    const lowest = Math.abs(this.l - second.l);
    const parity = (this.parity * second.parity) as Parity;
    return Array.from(
      { length: this.l + second.l - lowest + 1 },
      (_, step) => new Irrep(lowest + step, parity),
    );
  }

  /** Whether both are the same representation. */
  equals(other: IrrepLike): boolean {
    const second = Irrep.from(other);
    return this.l === second.l && this.parity === second.parity;
  }

  /**
   * Negative, zero or positive as this irrep comes before, with or after the other.
   *
   * @param other - What to compare with.
   * @param order - Which of the two orders in use; default `"e3nn"`.
   */
  compare(other: IrrepLike, order: IrrepOrder = "e3nn"): number {
    const second = Irrep.from(other);
    if (this.l !== second.l) {
      return this.l - second.l;
    }
    const first = order === "e3nn" ? -1 : naturalParity(this.l);
    return (second.parity - this.parity) * first;
  }

  /** The name, such as `1o`. */
  toString(): string {
    return `${this.l}${this.parity === 1 ? "e" : "o"}`;
  }

  /** The name, so that `JSON.stringify` writes `"1o"`. */
  toJSON(): string {
    return this.toString();
  }
}

/** The parity (-1)^l of the spherical harmonics of degree l. */
export function naturalParity(l: number): Parity {
  return l % 2 === 0 ? 1 : -1;
}
