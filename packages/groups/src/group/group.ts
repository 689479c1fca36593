import type { Random } from "@erlangen/numerics";

/**
 * A group: what can be done with its elements, which themselves are opaque values.
 *
 * Laws: composition is associative, `identity` is neutral, `inverse` undoes; for groups of matrices
 * up to rounding.
 */
export interface Group<Element> {
  /** Short name, such as `O(3)`. */
  readonly name: string;
  /** The neutral element. */
  readonly identity: Element;
  /** The product g h: first `h` acts, then `g`. */
  compose(g: Element, h: Element): Element;
  /** The element that undoes `g`. */
  inverse(g: Element): Element;
  /** Whether both are the same element, up to rounding where elements are made of floats. */
  equals(g: Element, h: Element): boolean;
  /** An element drawn uniformly (by Haar measure where the group is compact). */
  sample(random: Random): Element;
}

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
}
