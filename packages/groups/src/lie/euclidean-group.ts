import { matrixExponential, solve } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import { matrixGroup } from "./matrix-group.ts";
import type { MatrixGroup } from "./matrix-group.ts";
import {
  orthogonalGroup,
  properRotation,
  reflection,
  requireProper,
  rotationAlgebra,
  specialOrthogonalGroup,
} from "./orthogonal-group.ts";
import { requireInteger } from "../group/require-integer.ts";
import { rotationLogarithm } from "./rotation-logarithm.ts";

/**
 * The group SE(n) of rigid motions x -> R x + t of n-dimensional space; elements are the matrices
 * [[R, t], [0, 1]] of shape [n+1, n+1].
 *
 * Coordinates of the algebra: the rotations as in {@link specialOrthogonalGroup}, then the n
 * translations. `log` is a screw motion with angles in [0, pi]. Samples have a Haar distributed
 * rotation and standard normal translations.
 *
 * @param n - An integer from 1 to 32.
 * @throws ArgumentError when it is not.
 *
 * Source: Murray, Li, Sastry (1994), «A mathematical introduction to robotic manipulation», appendix
 * A.
 *
 * ```ts
 * import { specialEuclideanGroup } from "@erlangen/groups";
 *
 * const se2 = specialEuclideanGroup(2);
 * // Half a turn about the point (1, 0).
 * se2.log(Float64Array.of(-1, 0, 2, 0, -1, 0, 0, 0, 1)); // => [3.141592653590, 0.000000000000, -3.141592653590]
 * ```
 */
export function specialEuclideanGroup(n: number): MatrixGroup {
  requireInteger("specialEuclideanGroup", "n", n, { least: 1, most: 32 });
  return motions(`SE(${n})`, n, true);
}

/**
 * The group E(n) of motions and reflections x -> R x + t of n-dimensional space, R orthogonal. As
 * {@link specialEuclideanGroup}, with the generator of {@link orthogonalGroup} besides.
 *
 * @param n - An integer from 1 to 32.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { euclideanGroup } from "@erlangen/groups";
 *
 * euclideanGroup(3).dim; // => 6
 * ```
 */
export function euclideanGroup(n: number): MatrixGroup {
  requireInteger("euclideanGroup", "n", n, { least: 1, most: 32 });
  return motions(`E(${n})`, n, false);
}

/**
 * The matrix [n+1, n+1] of the motion x -> R x + t.
 *
 * @param rotation - R, [n, n], row-major.
 * @param translation - t, [n].
 *
 * ```ts
 * import { motionMatrix } from "@erlangen/groups";
 *
 * [...motionMatrix([1], [5])]; // => [1, 5, 0, 1]
 * ```
 */
export function motionMatrix(
  rotation: ArrayLike<number>,
  translation: ArrayLike<number>,
): Float64Array {
  const n = translation.length;
  const motion = new Float64Array((n + 1) ** 2);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) motion[i * (n + 1) + j] = rotation[i * n + j];
    motion[i * (n + 1) + n] = translation[i];
  }
  motion[motion.length - 1] = 1;
  return motion;
}

function motions(name: string, n: number, proper: boolean): MatrixGroup {
  const none = new Float64Array(n);
  const rotations = proper ? specialOrthogonalGroup(n) : orthogonalGroup(n);
  const translations = Array.from({ length: n }, (_, i) => {
    const matrix = new Float64Array((n + 1) ** 2);
    matrix[i * (n + 1) + n] = 1;
    return matrix;
  });
  return matrixGroup({
    name,
    size: n + 1,
    algebra: [...rotationAlgebra(n, n + 1), ...translations],
    generators: proper ? [] : [motionMatrix(reflection(n), none)],
    contains: (g, tolerance) =>
      rotations.contains(rotationPart(g, n)) &&
      g.subarray(n * (n + 1)).every((entry, i) => Math.abs(entry - (i === n ? 1 : 0)) <= tolerance),
    inverse: (g) => {
      const back = rotations.inverse(rotationPart(g, n));
      const shift = none.map((_, i) => {
        let sum = 0;
        for (let j = 0; j < n; j++) sum -= back[i * n + j] * g[j * (n + 1) + n];
        return sum;
      });
      return motionMatrix(back, shift);
    },
    log: (g) => motionLogarithm(name, g, n),
    sample: (random: Random) => {
      const rotation = random.orthogonal(n);
      return motionMatrix(proper ? properRotation(rotation, n) : rotation, random.normal(n));
    },
  });
}

function rotationPart(g: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => g[Math.floor(i / n) * (n + 1) + (i % n)]);
}

/** [[X, v], [0, 0]] with exp(X) = R and the mean of exp(s X) over s in [0, 1] taking v to t. */
function motionLogarithm(name: string, g: Float64Array, n: number): Float64Array {
  const rotation = rotationPart(g, n);
  requireProper(`${name}.log`, rotation, n);
  const logarithm = rotationLogarithm(rotation, n);
  // exp [[X, 1], [0, 0]] holds that mean in its upper right corner.
  const doubled = new Float64Array(4 * n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) doubled[i * 2 * n + j] = logarithm[i * n + j];
    doubled[i * 2 * n + n + i] = 1;
  }
  const exponential = matrixExponential(doubled, 2 * n);
  const mean = Float64Array.from(
    { length: n * n },
    (_, i) => exponential[Math.floor(i / n) * 2 * n + n + (i % n)],
  );
  const shift = Float64Array.from({ length: n }, (_, i) => g[i * (n + 1) + n]);
  const motion = motionMatrix(logarithm, solve(mean, n, shift));
  motion[motion.length - 1] = 0;
  return motion;
}
