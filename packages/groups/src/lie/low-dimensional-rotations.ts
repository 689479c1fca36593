import { composeMatrices } from "../rotation/rotation-matrix.ts";
import { circleRule, doubledRule, rotationRule } from "./haar-rule.ts";
import { withHaarRule } from "./matrix-group.ts";
import type { CompactMatrixGroup } from "./matrix-group.ts";
import { orthogonalGroup, reflection, specialOrthogonalGroup } from "./orthogonal-group.ts";

/**
 * The group SO(2) of rotations of the plane; elements are matrices [2, 2]. Degree in `haarRule` is
 * the frequency.
 *
 * ```ts
 * import { so2 } from "@erlangen/groups";
 *
 * so2.exp([Math.PI / 2]); // => [0.000000000000, -1.000000000000, 1.000000000000, 0.000000000000]
 * so2.haarRule(3).elements.length; // => 4
 * ```
 */
export const so2: CompactMatrixGroup = withHaarRule(specialOrthogonalGroup(2), (degree) =>
  circleRule("so2.haarRule", degree, planeRotation),
);

/** The group O(2) of rotations of the plane and the reflections r f, where f flips the second axis. */
export const o2: CompactMatrixGroup = withHaarRule(orthogonalGroup(2), (degree) =>
  doubledRule(circleRule("o2.haarRule", degree, planeRotation), ([a, b, c, d]) =>
    Float64Array.of(a, -b, c, -d),
  ),
);

/** The group SO(3) of rotations of space; `exp` takes rotation vectors. Degree in `haarRule` is l. */
export const so3: CompactMatrixGroup = withHaarRule(specialOrthogonalGroup(3), (degree) =>
  rotationRule("so3.haarRule", degree),
);

/**
 * The group O(3) of rotations and reflections of space. Elements are orthogonal matrices [3, 3],
 * row-major; the generator is the inversion. `Irreps` are its representations.
 *
 * Samples are Haar distributed: a uniform rotation, inverted with probability 1/2.
 */
export const o3: CompactMatrixGroup = withHaarRule(orthogonalGroup(3), (degree) =>
  doubledRule(rotationRule("o3.haarRule", degree), (g) => composeMatrices(reflection(3), g)),
);

/** The matrix [2, 2] of the rotation of the plane by `angle`, from the first axis to the second. */
export function planeRotation(angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(c, -s, s, c);
}
