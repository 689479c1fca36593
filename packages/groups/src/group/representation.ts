import type { Group } from "./group.ts";

/**
 * A real linear representation: to each element of the group a matrix, such that products go to
 * products.
 *
 * It describes how a feature vector of length `dim` transforms and holds no numbers of its own.
 */
export interface Representation<Element> {
  /** The group that acts. */
  readonly group: Group<Element>;
  /** Length of the vectors on which it acts. */
  readonly dim: number;
  /** The matrix of an element, [dim, dim], row-major. */
  matrix(g: Element): Float64Array;
  /**
   * The derivative at the identity: the matrix [dim, dim] of the Lie algebra element with
   * coordinates `x` in the basis `group.algebra`. Present when the group has an algebra.
   */
  algebraMatrix?(x: ArrayLike<number>): Float64Array;
}

/**
 * The algebra of matrices that commute with a real irrep: the real numbers, the complex numbers,
 * or the quaternions.
 */
export type IrrepType = "real" | "complex" | "quaternionic";

/** A real representation without invariant subspaces, orthogonal. */
export interface RealIrrep<Element> extends Representation<Element> {
  /** A name that is unique among the irreps of the group. */
  readonly name: string;
  /** What commutes with it. */
  readonly type: IrrepType;
  /**
   * Orthogonal basis of the matrices that commute with all `matrix(g)`: the identity, then 0, 1 or
   * 3 skew matrices with square -1; each [dim, dim].
   */
  readonly endomorphisms: readonly Float64Array[];
}
