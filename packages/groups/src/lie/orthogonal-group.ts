import { ArgumentError, determinant } from "@erlangen/numerics";
import type { Random } from "@erlangen/numerics";
import { identityMatrix } from "./identity-matrix.ts";
import { matrixGroup } from "./matrix-group.ts";
import type { MatrixGroup } from "./matrix-group.ts";
import { requireInteger } from "../group/require-integer.ts";
import { rotationLogarithm } from "./rotation-logarithm.ts";

/**
 * The group SO(n) of rotations of n-dimensional space, sampled by Haar measure.
 *
 * Its algebra has the basis of plane rotations, axis i towards axis j for i < j; for n = 3 that of
 * the rotations about x, y, z, so that coordinates are rotation vectors. Angles of `log` lie in [0,
 * pi].
 *
 * @param n - An integer from 1 to 64.
 * @throws ArgumentError when it is not.
 *
 * Source: Mezzadri (2007), «How to generate random matrices from the classical compact groups»
 * (sampling).
 *
 * ```ts
 * import { specialOrthogonalGroup } from "@erlangen/groups";
 *
 * const so4 = specialOrthogonalGroup(4);
 * so4.dim; // => 6
 * so4.log(so4.exp([0.5, 0, 0, 0, 0, 2])); // => [0.500000000000, 0.000000000000, 0.000000000000, 0.000000000000, 0.000000000000, 2.000000000000]
 * ```
 */
export function specialOrthogonalGroup(n: number): MatrixGroup {
  requireInteger("specialOrthogonalGroup", "n", n, { least: 1, most: 64 });
  return matrixGroup({
    name: `SO(${n})`,
    size: n,
    algebra: rotationAlgebra(n),
    invariantForms: [identityMatrix(n)],
    contains: (g) => determinant(g, n) > 0,
    log: (g) => rotationLogarithm(g, n),
    sample: (random) => (n === 3 ? random.rotation() : properRotation(random.orthogonal(n), n)),
  });
}

/**
 * The group O(n) of rotations and reflections of n-dimensional space, sampled by Haar measure.
 *
 * Its generator is the reflection of the last axis for even n, and for odd n the inversion of space,
 * which commutes with everything. The algebra is that of {@link specialOrthogonalGroup}.
 *
 * @param n - An integer from 1 to 64.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { orthogonalGroup } from "@erlangen/groups";
 *
 * [...orthogonalGroup(2).generators[0]]; // => [1, 0, 0, -1]
 * ```
 */
export function orthogonalGroup(n: number): MatrixGroup {
  requireInteger("orthogonalGroup", "n", n, { least: 1, most: 64 });
  return matrixGroup({
    name: `O(${n})`,
    size: n,
    algebra: rotationAlgebra(n),
    generators: [reflection(n)],
    invariantForms: [identityMatrix(n)],
    log: (g) => {
      requireProper(`O(${n}).log`, g, n);
      return rotationLogarithm(g, n);
    },
    sample: (random) => (n === 3 ? rotationOrInversion(random) : random.orthogonal(n)),
  });
}

/** A uniform rotation of space, inverted with probability 1/2. */
function rotationOrInversion(random: Random): Float64Array {
  const sign = random.uniform(1)[0] < 0.5 ? 1 : -1;
  return random.rotation().map((entry) => sign * entry);
}

/** Rotations of the first n axes in a space of `size`: x, y, z for n = 3, else the planes i < j. */
export function rotationAlgebra(n: number, size: number = n): Float64Array[] {
  const planes: [number, number][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) planes.push([i, j]);
  }
  const ordered: [number, number][] =
    n === 3
      ? [
          [1, 2],
          [2, 0],
          [0, 1],
        ]
      : planes;
  return ordered.map(([from, to]) => {
    const matrix = new Float64Array(size * size);
    matrix[to * size + from] = 1;
    matrix[from * size + to] = -1;
    return matrix;
  });
}

/** An element of determinant -1: the inversion for odd n, the last axis reflected for even n. */
export function reflection(n: number): Float64Array {
  return identityMatrix(n).map((entry, i) => (n % 2 === 1 || i === n * n - 1 ? -entry : entry) + 0);
}

/** The same matrix with its last column reflected where that makes it a rotation. */
export function properRotation(orthogonal: Float64Array, n: number): Float64Array {
  const sign = Math.sign(determinant(orthogonal, n));
  return orthogonal.map((entry, i) => (i % n === n - 1 ? sign * entry : entry));
}

/** Refuses a matrix of negative determinant, which no rotation reaches. */
export function requireProper(where: string, g: ArrayLike<number>, n: number): void {
  if (determinant(g, n) < 0) {
    throw new ArgumentError(
      `${where}: expected g to be the exponential of some X, got determinant -1; compose with a generator first`,
    );
  }
}
