import type { CompactGroup } from "./group.ts";
import type { RealIrrep } from "./representation.ts";

/**
 * A finite group. Its elements are the integers 0 to order - 1 in an order that the group chooses,
 * so that an element indexes arrays: features on a group, tables, characters.
 */
export interface FiniteGroup extends CompactGroup<number> {
  /** Number of elements. */
  readonly order: number;
  /**
   * All elements, 0 to order - 1.
   *
   * @throws ArgumentError when the group is too large to list.
   */
  readonly elements: readonly number[];
  /** Elements that generate the group. */
  readonly generators: readonly number[];
  /** The product a b: first `b` acts, then `a`. Another name of `compose`. */
  multiply(a: number, b: number): number;
  /** How the element is written, such as `(1 2 3)` or `r^2 f`. */
  elementName(g: number): string;
  /**
   * The classes of conjugate elements, the one of the identity first; in each the elements ascend,
   * so that the first represents it.
   *
   * @throws ArgumentError when the group is too large to list.
   */
  conjugacyClasses(): readonly (readonly number[])[];
  /** One real irrep of each isomorphism class, the trivial one first. */
  irreps(): readonly FiniteIrrep[];
  /** The characters of the complex irreps, the trivial one first. */
  characterTable(): CharacterTable;
}

/** A real irrep of a finite group. */
export interface FiniteIrrep extends RealIrrep<number> {
  readonly group: FiniteGroup;
  /** Trace of `matrix(g)`. */
  character(g: number): number;
}

/** The character of one complex irrep. */
export interface Character {
  /** Dimension of the complex irrep. */
  readonly degree: number;
  /** Real parts on the classes, [classes]; exact integers where rational. */
  readonly real: Float64Array;
  /** Imaginary parts on the classes, [classes]. */
  readonly imaginary: Float64Array;
  /** The type of the real irrep that contains it (Frobenius-Schur indicator 1, 0 or -1). */
  readonly type: "real" | "complex" | "quaternionic";
}

/** The characters of all complex irreps on all classes. */
export interface CharacterTable {
  /** Number of elements of each class, in the order of `conjugacyClasses()`. */
  readonly classSizes: readonly number[];
  /** One element of each class. */
  readonly representatives: readonly number[];
  /** One row for each complex irrep; as many as classes. */
  readonly characters: readonly Character[];
}
