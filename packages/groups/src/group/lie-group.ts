import type { Group } from "./group.ts";

/**
 * A Lie group. Elements X of its algebra are given by their coordinates [dim] in the basis
 * `algebra`.
 */
export interface LieGroup<Element> extends Group<Element> {
  /** Dimension of the group and of its algebra. */
  readonly dim: number;
  /** One element for each generator of the group of components; empty when it is connected. */
  readonly generators: readonly Element[];
  /** Basis of the algebra as square matrices of the defining representation, row-major. */
  readonly algebra: readonly Float64Array[];
  /** The element exp(X). */
  exp(x: ArrayLike<number>): Element;
  /**
   * Coordinates of an X with exp(X) = g, the shortest where several exist.
   *
   * @throws ArgumentError when `g` is not such an exponential.
   */
  log(g: Element): Float64Array;
  /** The matrix of X ↦ g X g⁻¹, [dim, dim]. */
  adjoint(g: Element): Float64Array;
  /** Coordinates of the commutator [X, Y]. */
  bracket(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array;
}
