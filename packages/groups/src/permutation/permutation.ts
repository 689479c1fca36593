import { ArgumentError } from "@erlangen/numerics";
import { formatCycles, parseCycles } from "./cycle-notation.ts";
import { requireCount } from "./require-count.ts";

/** Images of the points 0, 1, ...: readable like an array, not to be written. */
export type Images = ArrayLike<number> & Iterable<number>;

/** How points are counted in a text. */
export interface CycleTextOptions {
  /** What the first point is called: 1, as in mathematics (the default), or 0. */
  readonly firstPoint?: 0 | 1;
}

/**
 * A permutation of the points 0, ..., degree - 1.
 *
 * Texts count points from 1, as mathematics does; numbers in code count from 0, as arrays do. Products act from the
 * right: (g h)(x) = g(h(x)).
 *
 * ```ts
 * import { Permutation } from "@erlangen/groups";
 *
 * const g = Permutation.fromCycles("(1 2 3)(4 5)", 6);
 * [...g.images]; // => [1, 2, 0, 4, 3, 5]
 * g.order; // => 6n
 * g.compose(g).toString(); // => "(1 3 2)"
 * ```
 */
export class Permutation {
  /** `images[x]` is where x goes, [degree]. */
  readonly images: Images;

  private constructor(images: Int32Array) {
    this.images = images;
    Object.freeze(this);
  }

  /**
   * From the list of images.
   *
   * @param images - Each of 0, ..., degree - 1 once, [degree]; copied.
   * @throws ArgumentError when a number is out of range or comes twice.
   */
  static fromImages(images: ArrayLike<number>): Permutation {
    const copy = Int32Array.from(images);
    const seen = new Uint8Array(copy.length);
    for (let x = 0; x < copy.length; x++) {
      const image = images[x];
      if (!Number.isInteger(image) || image < 0 || image >= copy.length || seen[image] === 1) {
        throw new ArgumentError(
          `Permutation.fromImages: expected images to hold each of 0, ..., ${copy.length - 1} once, got ${image} at index ${x}`,
        );
      }
      seen[image] = 1;
    }
    return new Permutation(copy);
  }

  /**
   * From disjoint cycles.
   *
   * @param text - Such as `(1 2 3)(4 5)` or `(1,2,3)(4,5)`; `()` is the identity.
   * @param degree - Number of points; those not named stay.
   * @throws ArgumentError for other texts, points out of range, and cycles that meet.
   */
  static fromCycles(text: string, degree: number, options: CycleTextOptions = {}): Permutation {
    const where = "Permutation.fromCycles";
    requireCount(where, "degree", degree);
    if (typeof text !== "string") {
      throw new ArgumentError(`${where}: expected text to be a string, got ${String(text)}`);
    }
    const { firstPoint = 1 } = options;
    return new Permutation(parseCycles(text, { where, degree, firstPoint }));
  }

  /** The permutation of `degree` points that moves none. */
  static identity(degree: number): Permutation {
    requireCount("Permutation.identity", "degree", degree);
    return new Permutation(Int32Array.from({ length: degree }, (_, x) => x));
  }

  /** Number of points. */
  get degree(): number {
    return this.images.length;
  }

  /** Where the point goes. */
  apply(point: number): number {
    if (!(point in this.images)) {
      throw new ArgumentError(
        `Permutation.apply: expected a point from 0 to ${this.degree - 1}, got ${point}`,
      );
    }
    return this.images[point];
  }

  /** The product of this and `other`: first `other` acts, then this. */
  compose(other: Permutation): Permutation {
    requireSameDegree("Permutation.compose", this, other);
    const product = new Int32Array(this.degree);
    for (let x = 0; x < product.length; x++) product[x] = this.images[other.images[x]];
    return new Permutation(product);
  }

  /** The permutation that undoes this one. */
  inverse(): Permutation {
    return new Permutation(inverseOf(this.images));
  }

  /**
   * This permutation repeated.
   *
   * @param exponent - Any integer; negative ones repeat the inverse.
   */
  power(exponent: number | bigint): Permutation {
    if (typeof exponent === "number" && !Number.isSafeInteger(exponent)) {
      throw new ArgumentError(
        `Permutation.power: expected exponent to be an integer, got ${exponent}`,
      );
    }
    const images = new Int32Array(this.degree);
    for (const cycle of this.cycles()) {
      const length = BigInt(cycle.length);
      const shift = Number(((BigInt(exponent) % length) + length) % length);
      cycle.forEach((point, i) => (images[point] = cycle[(i + shift) % cycle.length]));
    }
    return new Permutation(images);
  }

  /** Whether both send each point to the same. */
  equals(other: Permutation): boolean {
    if (this.degree !== other.degree) return false;
    for (let x = 0; x < this.degree; x++) if (this.images[x] !== other.images[x]) return false;
    return true;
  }

  /** Whether no point moves. */
  get isIdentity(): boolean {
    return isIdentity(this.images);
  }

  /** All cycles, those of length 1 too; each begins with its smallest point, in order of these. */
  cycles(): readonly (readonly number[])[] {
    const seen = new Uint8Array(this.degree);
    const cycles: number[][] = [];
    for (let start = 0; start < this.degree; start++) {
      if (seen[start] === 1) continue;
      const cycle: number[] = [];
      for (let x = start; seen[x] === 0; x = this.images[x]) {
        seen[x] = 1;
        cycle.push(x);
      }
      cycles.push(cycle);
    }
    return cycles;
  }

  /** Lengths of all cycles, the longest first: a partition of the degree. */
  get cycleType(): readonly number[] {
    return this.cycles()
      .map((cycle) => cycle.length)
      .toSorted((a, b) => b - a);
  }

  /** The smallest positive power that is the identity: the least common multiple of the cycle lengths. */
  get order(): bigint {
    return this.cycles().reduce(
      (multiple, { length }) => leastCommonMultiple(multiple, length),
      1n,
    );
  }

  /** 1 for an even permutation, -1 for an odd one. */
  get sign(): 1 | -1 {
    return (this.degree - this.cycles().length) % 2 === 0 ? 1 : -1;
  }

  /** The permutation matrix P with (P v)[g(x)] = v[x], flat [degree, degree]. */
  matrix(): Float64Array {
    const n = this.degree;
    const matrix = new Float64Array(n * n);
    for (let x = 0; x < n; x++) matrix[this.images[x] * n + x] = 1;
    return matrix;
  }

  /** Disjoint cycles without fixed points, points counted from 1 unless `firstPoint` is 0. */
  toString({ firstPoint = 1 }: CycleTextOptions = {}): string {
    return formatCycles(this.cycles(), firstPoint);
  }
}

/** The array behind a permutation, not to be written. */
export function imagesOf(permutation: Permutation): Int32Array {
  return permutation.images as Int32Array;
}

/** The array of the inverse. */
export function inverseOf(images: ArrayLike<number>): Int32Array {
  const inverse = new Int32Array(images.length);
  for (let x = 0; x < inverse.length; x++) inverse[images[x]] = x;
  return inverse;
}

/** Whether every point is its own image. */
export function isIdentity(images: ArrayLike<number>): boolean {
  for (let x = 0; x < images.length; x++) if (images[x] !== x) return false;
  return true;
}

/** Refuses permutations of different numbers of points. */
export function requireSameDegree(
  where: string,
  first: { readonly degree: number },
  second: { readonly degree: number },
): void {
  if (first.degree === second.degree) return;
  throw new ArgumentError(
    `${where}: expected a permutation of ${first.degree} points, got one of ${second.degree}`,
  );
}

function leastCommonMultiple(multiple: bigint, length: number): bigint {
  let [a, b] = [multiple, BigInt(length)];
  while (b !== 0n) [a, b] = [b, a % b];
  return (multiple / a) * BigInt(length);
}
