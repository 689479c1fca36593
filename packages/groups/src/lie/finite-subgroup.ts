import { cyclicGroup } from "../finite/cyclic-group.ts";
import { dihedralGroup } from "../finite/dihedral-group.ts";
import type { FiniteGroup } from "../group/finite-group.ts";
import { planeRotation } from "./low-dimensional-rotations.ts";

/** A finite group inside a Lie group: what {@link restrictedRepresentation} needs. */
export interface FiniteSubgroup {
  /** The finite group. */
  readonly subgroup: FiniteGroup;
  /** The element of the Lie group that an element is. */
  readonly embed: (g: number) => Float64Array;
}

/**
 * The cyclic group C_n in SO(2) (and in O(2)): element k is the rotation by 2 pi k / n.
 *
 * @param n - Order, an integer >= 1.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { cyclicInSo2, decompose, restrictedRepresentation, so2Irrep } from "@erlangen/groups";
 *
 * const restricted = restrictedRepresentation(so2Irrep(3), cyclicInSo2(4));
 * decompose(restricted).terms.map(({ irrep }) => irrep.name); // => ["(1)"]
 * ```
 */
export function cyclicInSo2(n: number): FiniteSubgroup {
  return {
    subgroup: cyclicGroup(n),
    embed: (g) => planeRotation((2 * Math.PI * g) / n),
  };
}

/**
 * The dihedral group D_n in O(2): element k + n j is the rotation by 2 pi k / n after the flip
 * diag(1, -1) if j = 1.
 *
 * @param n - Half the order, an integer >= 1.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { decompose, dihedralInO2, o2Irrep, restrictedRepresentation } from "@erlangen/groups";
 *
 * const restricted = restrictedRepresentation(o2Irrep(1, 2), dihedralInO2(4));
 * decompose(restricted).terms.map(({ irrep }) => irrep.name); // => ["(1,2)", "(0,2)"]
 * ```
 */
export function dihedralInO2(n: number): FiniteSubgroup {
  return {
    subgroup: dihedralGroup(n),
    embed: (g) => {
      const [a, b, c, d] = planeRotation((2 * Math.PI * (g % n)) / n);
      return g < n ? Float64Array.of(a, b, c, d) : Float64Array.of(a, -b, c, -d);
    },
  };
}
