import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { CompactGroup } from "../group/group.ts";
import type { Representation } from "../group/representation.ts";
import { o3 } from "../lie/low-dimensional-rotations.ts";
import { assertDegree } from "./degree.ts";
import { so3Generators } from "./generators.ts";
import { Irrep, naturalParity } from "./irrep.ts";
import type { IrrepLike, IrrepOrder, Parity } from "./irrep.ts";
import { parseTerms } from "./irreps-grammar.ts";
import type { IrrepsTerm } from "./irreps-grammar.ts";
import { assertMatrix, assertOrthogonal, determinant } from "./rotation-matrix.ts";
import { wignerD } from "./wigner-d.ts";

/** A representation, or its text: `"16x0e + 8x1o"`. */
export type IrrepsLike = Irreps | string;

/** `multiplicity` copies of one irrep, and where they lie in a feature vector. */
export interface IrrepsBlock {
  /** Number of copies (channels), an integer >= 0. */
  readonly multiplicity: number;
  /** The irrep that is repeated. */
  readonly irrep: Irrep;
  /** Index of the block's first number in the feature vector. */
  readonly offset: number;
  /** Length of the block, multiplicity (2l+1). */
  readonly dim: number;
}

/** A sorted representation and the permutation that sorts. */
export interface SortedIrreps {
  /** The same blocks, sorted; equal irreps keep their order. */
  readonly irreps: Irreps;
  /** New position of each old block: old block i is new block `p[i]`. */
  readonly p: readonly number[];
  /** Old position of each new block: new block i is old block `inv[i]`. */
  readonly inv: readonly number[];
}

/**
 * A direct sum of irreps of O(3), in a fixed order of blocks: the type of a feature vector.
 *
 * A feature vector is `[dim]`: the blocks in order, in each block the copies in order, in each copy
 * the components m = -l..l (e3nn's `mul_ir` layout). The value is immutable; every operation
 * returns a new one.
 *
 * Source: Geiger and Smidt (2022), «e3nn: Euclidean neural networks»; layout and text of e3nn 0.6.
 *
 * ```ts
 * import { Irreps } from "@erlangen/groups";
 *
 * const hidden = Irreps.parse("16x0e + 8x1o + 4x2e");
 * hidden.dim; // => 60
 * hidden.toString(); // => "16x0e+8x1o+4x2e"
 * hidden.blocks[1].offset; // => 16
 * ```
 */
export class Irreps implements Representation<Float64Array> {
  /** O(3), the group that is represented. */
  readonly group: CompactGroup<Float64Array> = o3;
  /** The blocks in order, those of multiplicity zero included. */
  readonly blocks: readonly IrrepsBlock[];
  /** Length of a feature vector. */
  readonly dim: number;

  private constructor(terms: readonly IrrepsTerm[]) {
    let offset = 0;
    this.blocks = Object.freeze(
      terms.map(({ multiplicity, irrep }) => {
        const block = Object.freeze({ multiplicity, irrep, offset, dim: multiplicity * irrep.dim });
        offset += block.dim;
        return block;
      }),
    );
    this.dim = offset;
    if (!Number.isSafeInteger(offset)) {
      throw new ArgumentError(`Irreps: expected a dimension below 2^53, got about ${offset}`);
    }
    Object.freeze(this);
  }

  /**
   * Reads terms `[multiplicity "x"] degree parity` joined by `+`; blanks are free, multiplicity 1
   * may be left out, the parity is `e`, `o`, or `y` for (-1)^l; the empty text is the zero
   * representation.
   *
   * @param text - For instance `"16x0e + 8x1o + 2y"`.
   * @throws ArgumentError that names the position of the first thing that does not fit.
   */
  static parse(text: string): Irreps {
    return new Irreps(parseTerms(text));
  }

  /** A representation as it is, a text parsed. */
  static from(irreps: IrrepsLike): Irreps {
    return irreps instanceof Irreps ? irreps : Irreps.parse(irreps);
  }

  /**
   * The representation with these blocks.
   *
   * @param blocks - Multiplicity (an integer >= 0) and irrep of each block; offsets are recomputed.
   * @throws ArgumentError when a multiplicity is outside its range.
   */
  static fromBlocks(
    blocks: Iterable<{ readonly multiplicity: number; readonly irrep: IrrepLike }>,
  ): Irreps {
    return new Irreps(
      Array.from(blocks, ({ multiplicity, irrep }, position) => {
        assertDegree("Irreps.fromBlocks", `multiplicity of block ${position}`, multiplicity);
        return { multiplicity, irrep: Irrep.from(irrep) };
      }),
    );
  }

  /**
   * The irreps of the spherical harmonics: one of each degree 0..lMax, of parity p^l.
   *
   * @param lMax - Last degree, an integer >= 0.
   * @param parity - Parity p of the vector they are evaluated on: -1 (default) for a polar vector
   * such as a displacement, 1 for an axial one.
   */
  static sphericalHarmonics(lMax: number, parity: Parity = -1): Irreps {
    assertDegree("Irreps.sphericalHarmonics", "lMax", lMax);
    return new Irreps(
      Array.from({ length: lMax + 1 }, (_, l) => ({
        multiplicity: 1,
        irrep: new Irrep(l, parity === 1 ? 1 : naturalParity(l)),
      })),
    );
  }

  /** Highest degree that occurs (multiplicity >= 1), `undefined` for the zero representation. */
  get lmax(): number | undefined {
    const degrees = this.blocks
      .filter((block) => block.multiplicity > 0)
      .map(({ irrep }) => irrep.l);
    return degrees.length === 0 ? undefined : Math.max(...degrees);
  }

  /** Number of irreps, the sum of the multiplicities. */
  get numIrreps(): number {
    return this.blocks.reduce((sum, block) => sum + block.multiplicity, 0);
  }

  /** How often an irrep occurs, over all blocks. */
  count(irrep: IrrepLike): number {
    const wanted = Irrep.from(irrep);
    return this.blocks.reduce(
      (sum, block) => sum + (block.irrep.equals(wanted) ? block.multiplicity : 0),
      0,
    );
  }

  /** Whether an irrep occurs at all. */
  has(irrep: IrrepLike): boolean {
    return this.count(irrep) > 0;
  }

  /**
   * Merges neighbouring blocks of equal irrep and drops empty blocks; the feature vector stays the
   * same.
   */
  simplify(): Irreps {
    const merged: { multiplicity: number; irrep: Irrep }[] = [];
    for (const { multiplicity, irrep } of this.removeZeroMultiplicities().blocks) {
      const last = merged.at(-1);
      if (last !== undefined && last.irrep.equals(irrep)) {
        last.multiplicity += multiplicity;
      } else {
        merged.push({ multiplicity, irrep });
      }
    }
    return new Irreps(merged);
  }

  /** Drops empty blocks. */
  removeZeroMultiplicities(): Irreps {
    return this.filter((block) => block.multiplicity > 0);
  }

  /** Keeps the blocks for which `keep` holds. */
  filter(keep: (block: IrrepsBlock) => boolean): Irreps {
    return new Irreps(this.blocks.filter((block) => keep(block)));
  }

  /**
   * Sorts the blocks, stably.
   *
   * @param order - Default `"e3nn"`, odd before even; see {@link IrrepOrder}.
   * @returns The sorted representation, the permutation of blocks `p` and its inverse `inv`.
   *
   * ```ts
   * import { Irreps } from "@erlangen/groups";
   *
   * const sorted = Irreps.parse("2o + 1e + 0e + 1e").sort();
   * sorted.irreps.toString(); // => "1x0e+1x1e+1x1e+1x2o"
   * sorted.p; // => [3, 1, 0, 2]
   * ```
   */
  sort(order: IrrepOrder = "e3nn"): SortedIrreps {
    const inv = this.blocks.map((_, position) => position);
    inv.sort((a, b) => this.blocks[a].irrep.compare(this.blocks[b].irrep, order) || a - b);
    const p = inv.map(() => 0);
    for (const [newPosition, oldPosition] of inv.entries()) {
      p[oldPosition] = newPosition;
    }
    return { irreps: new Irreps(inv.map((position) => this.blocks[position])), p, inv };
  }

  /** Sorts, then simplifies: each irrep in at most one block. */
  regroup(order: IrrepOrder = "e3nn"): Irreps {
    // oxlint-disable-next-line unicorn/no-array-sort -- our own immutable sort, not that of arrays
    return this.sort(order).irreps.simplify();
  }

  /** The blocks of this representation, then those of the others. */
  concat(...others: readonly IrrepsLike[]): Irreps {
    return new Irreps([this, ...others].flatMap((irreps) => Irreps.from(irreps).blocks));
  }

  /**
   * The direct sum of n copies: the list of blocks n times over.
   *
   * @param n - An integer >= 0.
   */
  times(n: number): Irreps {
    assertDegree("Irreps.times", "n", n);
    return new Irreps(Array.from({ length: n }, () => this.blocks).flat());
  }

  /** The tensor product decomposed into irreps, each in one block, in e3nn's order. */
  tensorProduct(other: IrrepsLike): Irreps {
    const terms = this.blocks.flatMap((first) =>
      Irreps.from(other).blocks.flatMap((second) =>
        first.irrep.product(second.irrep).map((irrep) => ({
          multiplicity: first.multiplicity * second.multiplicity,
          irrep,
        })),
      ),
    );
    return new Irreps(terms).regroup();
  }

  /**
   * The matrix by which an element of O(3) acts on feature vectors: block-diagonal, p^k D_l(R) for
   * each irrep, where k = 1 if the element inverts (determinant -1) and R is its rotation part.
   *
   * @param g - An orthogonal matrix [3, 3], row-major.
   * @returns [dim, dim], row-major.
   * @throws ShapeError or ArgumentError when `g` is not orthogonal.
   *
   * ```ts
   * import { Irreps } from "@erlangen/groups";
   *
   * const inversion = [-1, 0, 0, 0, -1, 0, 0, 0, -1];
   * [...Irreps.parse("0o + 0e").matrix(inversion)]; // => [-1, 0, 0, 1]
   * ```
   */
  matrix(g: ArrayLike<number>): Float64Array {
    assertMatrix("Irreps.matrix", "g", g);
    assertOrthogonal("Irreps.matrix", g, { proper: false });
    const inverts = determinant(g) < 0;
    const rotation = Float64Array.from(g, (entry) => (inverts ? -entry : entry));
    return this.#blockDiagonal(({ l, parity }) => {
      const block = wignerD(l, rotation);
      return inverts && parity < 0 ? block.map((entry) => -entry) : block;
    });
  }

  /**
   * The derivative of `matrix` at the identity: block-diagonal, x K_x + y K_y + z K_z for each irrep.
   *
   * @param x - The angular velocity (x, y, z): coordinates in the basis `group.algebra`, [3].
   * @returns [dim, dim], skew, row-major.
   * @throws ShapeError unless there are three coordinates.
   */
  algebraMatrix(x: ArrayLike<number>): Float64Array {
    if (x.length !== 3) {
      throw new ShapeError(`Irreps.algebraMatrix: expected x of shape [3], got [${x.length}]`);
    }
    return this.#blockDiagonal(({ l, dim }) => {
      const generators = so3Generators(l);
      const size = dim * dim;
      return Float64Array.from(
        { length: size },
        (_, i) =>
          x[0] * generators[i] + x[1] * generators[size + i] + x[2] * generators[2 * size + i],
      );
    });
  }

  /** Whether both have the same blocks in the same order, empty blocks included. */
  equals(other: IrrepsLike): boolean {
    const second = Irreps.from(other).blocks;
    return (
      this.blocks.length === second.length &&
      this.blocks.every(
        ({ multiplicity, irrep }, position) =>
          multiplicity === second[position].multiplicity && irrep.equals(second[position].irrep),
      )
    );
  }

  /**
   * The text with every multiplicity written, such as `16x0e+1x1o`; the zero representation is the
   * empty text.
   */
  toString(): string {
    return this.blocks.map(({ multiplicity, irrep }) => `${multiplicity}x${irrep}`).join("+");
  }

  /** The text, so that `JSON.stringify` writes it. */
  toJSON(): string {
    return this.toString();
  }

  #blockDiagonal(blockOf: (irrep: Irrep) => Float64Array): Float64Array {
    const result = new Float64Array(this.dim * this.dim);
    for (const { multiplicity, irrep, offset } of this.blocks) {
      const block = blockOf(irrep);
      for (let copy = 0; copy < multiplicity; copy++) {
        const start = offset + copy * irrep.dim;
        for (let position = 0; position < block.length; position++) {
          const row = start + Math.floor(position / irrep.dim);
          result[row * this.dim + start + (position % irrep.dim)] = block[position];
        }
      }
    }
    return result;
  }
}
