import type { FiniteGroup } from "../group/finite-group.ts";

/** A finite group whose elements are permutations of the points 0 to degree - 1. */
export interface FinitePermutationGroup extends FiniteGroup {
  /** Number of points. */
  readonly degree: number;
  /** The image of each point, [degree]: products act from the right, (g h)(x) = g(h(x)). */
  permutation(g: number): Int32Array;
}
