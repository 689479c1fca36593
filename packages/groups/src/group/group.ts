import type { Random } from "@erlangen/numerics";

/**
 * A group: what can be done with its elements, which themselves are opaque values.
 *
 * Laws: composition is associative, `identity` is neutral, `inverse` undoes; for groups of matrices
 * up to rounding.
 *
 * Whoever needs a map to commute with the whole group (a basis of equivariant maps, say) asks it
 * of `generators` and, by a derivative, of `algebra`; together they generate the group.
 */
export interface Group<Element> {
  /** Short name, such as `O(3)`. */
  readonly name: string;
  /** The neutral element. */
  readonly identity: Element;
  /**
   * Elements that generate the group, together with the one-parameter groups of `algebra` where it
   * has one. Absent where no finite choice is known. A trivial or connected group may have none.
   */
  readonly generators?: readonly Element[];
  /**
   * Basis of the Lie algebra as square matrices of the defining representation, flat, row-major;
   * absent for discrete groups.
   */
  readonly algebra?: readonly Float64Array[];
  /** The product g h: first `h` acts, then `g`. */
  compose(g: Element, h: Element): Element;
  /** The element that undoes `g`. */
  inverse(g: Element): Element;
  /** Whether both are the same element, up to rounding where elements are made of floats. */
  equals(g: Element, h: Element): boolean;
  /** An element drawn uniformly (by Haar measure where the group is compact). */
  sample(random: Random): Element;
}

/** A group that acts on values of type `Point`: the identity does nothing, products act in turn. */
export interface Action<Element, Point> {
  /** The group that acts. */
  readonly group: Group<Element>;
  /** Where `g` takes `x`. */
  act(g: Element, x: Point): Point;
}

/** Elements and weights that replace the Haar integral by a finite sum; the weights add up to 1. */
export interface HaarRule<Element> {
  /** The nodes. */
  readonly elements: readonly Element[];
  /** Weight of each node, [elements]. */
  readonly weights: Float64Array;
}

/** A compact group: its Haar measure is a probability, and averages over it exist. */
export interface CompactGroup<Element> extends Group<Element> {
  /**
   * A rule that integrates exactly (up to rounding) products of matrix entries of irreps whose
   * degrees add up to at most `degree`. Finite groups list all elements and ignore `degree`.
   */
  haarRule(degree: number): HaarRule<Element>;
}
