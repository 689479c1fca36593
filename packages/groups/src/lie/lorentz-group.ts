import { ArgumentError, determinant, matmul } from "@erlangen/numerics";
import { matrixToQuaternion } from "../rotation/quaternion.ts";
import { conjugateTranspose, multiplyComplex } from "./complex-matrix.ts";
import { identityMatrix } from "./identity-matrix.ts";
import { matrixGroup } from "./matrix-group.ts";
import type { MatrixGroup } from "./matrix-group.ts";
import { matrixLogarithm } from "./matrix-logarithm.ts";
import { reflection, rotationAlgebra, specialOrthogonalGroup } from "./orthogonal-group.ts";
import { requireInteger } from "../group/require-integer.ts";
import { requireSquareMatrix } from "./require-matrix.ts";
import { logarithmUpToSign, requireElement, su2ToSl2c } from "./sl2c.ts";

/**
 * The group SO(1,n)+ of Lorentz transformations that keep the directions of time and of space;
 * elements are matrices [n+1, n+1] on (t, x, ...), in units where light has speed 1.
 *
 * Coordinates of the algebra: boosts along each axis (rapidities), then rotations as in
 * {@link specialOrthogonalGroup}. It preserves diag(1, -1, ..., -1). For n <= 3 every element has a
 * `log`, taken in {@link sl2c}; beyond, those without negative eigenvalues. Samples: a uniform
 * rotation after a boost with normal rapidities of deviation 1/2; the group is not compact.
 *
 * @param n - Dimension of space, an integer from 1 to 16; default 3.
 * @throws ArgumentError when it is not.
 *
 * Source: Penrose, Rindler (1984), «Spinors and space-time», volume 1, chapter 1.
 *
 * ```ts
 * import { properLorentzGroup } from "@erlangen/groups";
 *
 * properLorentzGroup().exp([1, 0, 0, 0, 0, 0])[0]; // => 1.543080634815
 * ```
 */
export function properLorentzGroup(n: number = 3): MatrixGroup {
  requireInteger("properLorentzGroup", "n", n, { least: 1, most: 16 });
  return transformations(`SO(1,${n})+`, n, true);
}

/**
 * The group O(1,n) of all Lorentz transformations. As {@link properLorentzGroup}, with two
 * generators: the space reflection (of all axes for odd n, of the last for even n) and time
 * reversal. Samples reach all four components.
 *
 * @param n - Dimension of space, an integer from 1 to 16; default 3.
 * @throws ArgumentError when it is not.
 *
 * ```ts
 * import { lorentzGroup } from "@erlangen/groups";
 *
 * lorentzGroup().generators.length; // => 2
 * ```
 */
export function lorentzGroup(n: number = 3): MatrixGroup {
  requireInteger("lorentzGroup", "n", n, { least: 1, most: 16 });
  return transformations(`O(1,${n})`, n, false);
}

/**
 * The boost to a rapidity: the symmetric Lorentz transformation that takes the time axis to
 * (cosh |r|, sinh |r| r / |r|).
 *
 * @param rapidity - r, [n]; its norm is artanh of the speed.
 * @returns [n+1, n+1], row-major.
 *
 * ```ts
 * import { lorentzBoost } from "@erlangen/groups";
 *
 * lorentzBoost([Math.log(2)]); // => [1.250000000000, 0.750000000000, 0.750000000000, 1.250000000000]
 * ```
 */
export function lorentzBoost(rapidity: ArrayLike<number>): Float64Array {
  const n = rapidity.length;
  const size = Math.hypot(...Array.from(rapidity));
  const momentum = Float64Array.from(rapidity, (part) =>
    size === 0 ? 0 : (Math.sinh(size) * part) / size,
  );
  return boostTo(Math.cosh(size), momentum, n);
}

/**
 * The Lorentz transformation that a complex matrix of determinant 1 covers: X -> A X A^H on the
 * Hermitian matrices X = t + x s_x + y s_y + z s_z. A and -A give the same.
 *
 * @param g - [2, 2] complex, eight numbers.
 * @returns [4, 4], row-major.
 * @throws ShapeError or ArgumentError when g is no element of SL(2,C).
 *
 * ```ts
 * import { properLorentzGroup, sl2c, sl2cToLorentz } from "@erlangen/groups";
 *
 * const x = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
 * const lorentz = properLorentzGroup();
 * lorentz.equals(sl2cToLorentz(sl2c.exp(x)), lorentz.exp(x)); // => true
 * ```
 */
export function sl2cToLorentz(g: Float64Array): Float64Array {
  requireElement("sl2cToLorentz", g);
  const transformation = new Float64Array(16);
  const transposed = conjugateTranspose(g);
  pauli.forEach((matrix, column) => {
    const [a, , b, , c, d, e] = multiplyComplex(multiplyComplex(g, matrix), transposed);
    // [[t + z, x - i y], [x + i y, t - z]]
    [(a + e) / 2, (b + c) / 2, d, (a - e) / 2].forEach((part, row) => {
      transformation[4 * row + column] = part;
    });
  });
  return transformation;
}

/** The identity and the matrices s_x, s_y, s_z. */
const pauli = [
  [1, 0, 0, 0, 0, 0, 1, 0],
  [0, 0, 1, 0, 1, 0, 0, 0],
  [0, 0, 0, -1, 0, 1, 0, 0],
  [1, 0, 0, 0, 0, 0, -1, 0],
].map((entries) => Float64Array.from(entries));

/**
 * The two complex matrices of determinant 1 that cover a proper Lorentz transformation, A and -A;
 * the first is a boost times a rotation by at most pi.
 *
 * @param lorentz - [4, 4], an element of {@link properLorentzGroup}.
 * @throws ShapeError or ArgumentError when it is not.
 *
 * Numerics: the rotation is read as a quaternion from its largest component, so half turns lose no
 * digits.
 *
 * ```ts
 * import { lorentzBoost, lorentzToSl2c } from "@erlangen/groups";
 *
 * lorentzToSl2c(lorentzBoost([0, 0, 2]))[0][0]; // => 2.718281828459
 * ```
 */
export function lorentzToSl2c(lorentz: Float64Array): readonly [Float64Array, Float64Array] {
  requireSquareMatrix("lorentzToSl2c", "lorentz", lorentz, 4);
  if (!properLorentz3.contains(lorentz)) {
    throw new ArgumentError(
      "lorentzToSl2c: expected lorentz to be an element of SO(1,3)+, got a matrix that is not",
    );
  }
  const cover = coverOf(lorentz);
  return [cover, cover.map((part) => -part)];
}

function coverOf(lorentz: Float64Array): Float64Array {
  const [gamma, x, y, z] = [lorentz[0], lorentz[4], lorentz[8], lorentz[12]];
  const back = boostTo(gamma, Float64Array.of(-x, -y, -z), 3);
  const turned = matmul(back, lorentz, { rows: 4, inner: 4, columns: 4 });
  const rotation = Float64Array.from(
    { length: 9 },
    (_, i) => turned[4 * Math.floor(i / 3) + (i % 3) + 5],
  );
  // The Hermitian root of gamma + p . s.
  const scale = 1 / Math.sqrt(2 * (1 + gamma));
  const boost = [1 + gamma + z, 0, x, -y, x, y, 1 + gamma - z, 0].map((part) => scale * part);
  return multiplyComplex(Float64Array.from(boost), su2ToSl2c(matrixToQuaternion(rotation)));
}

function boostTo(gamma: number, momentum: Float64Array, n: number): Float64Array {
  const boost = identityMatrix(n + 1);
  boost[0] = gamma;
  for (let i = 0; i < n; i++) {
    boost[i + 1] = momentum[i];
    boost[(i + 1) * (n + 1)] = momentum[i];
    for (let j = 0; j < n; j++) {
      boost[(i + 1) * (n + 1) + j + 1] += (momentum[i] * momentum[j]) / (1 + gamma);
    }
  }
  return boost;
}

function transformations(name: string, n: number, proper: boolean): MatrixGroup {
  const size = n + 1;
  const metric = identityMatrix(size).map((entry, i) => (i === 0 ? entry : -entry + 0));
  const boosts = Array.from({ length: n }, (_, axis) => {
    const matrix = new Float64Array(size * size);
    matrix[axis + 1] = 1;
    matrix[(axis + 1) * size] = 1;
    return matrix;
  });
  const spaceReflection = besideTime(reflection(n), n);
  const timeReversal = metric.map((entry) => -entry + 0);
  const rotations = specialOrthogonalGroup(n);
  const product = (a: Float64Array, b: Float64Array): Float64Array =>
    matmul(a, b, { rows: size, inner: size, columns: size });
  const isProper = (g: Float64Array): boolean => g[0] > 0 && determinant(g, size) > 0;
  return matrixGroup({
    name,
    size,
    algebra: [...boosts, ...rotationAlgebra(n).map((matrix) => besideTime(matrix, n, 0))],
    generators: proper ? [] : [spaceReflection, timeReversal],
    invariantForms: [metric],
    contains: (g) => !proper || isProper(g),
    log: (g) => {
      if (!isProper(g)) {
        throw new ArgumentError(
          `${name}.log: expected g to be the exponential of some X, got one that reverses time or space; compose with generators first`,
        );
      }
      return n <= 3 ? logarithmByCover(g, n) : matrixLogarithm(g, size);
    },
    sample: (random) => {
      const rotation = besideTime(rotations.sample(random), n);
      const boost = lorentzBoost(random.normal(n).map((rapidity) => rapidity / 2));
      const element = product(rotation, boost);
      if (proper) return element;
      const [space, time] = random.uniform(2);
      const reflected = space < 0.5 ? product(spaceReflection, element) : element;
      return time < 0.5 ? product(timeReversal, reflected) : reflected;
    },
  });
}

/** The matrix on space, with `corner` on time. */
function besideTime(matrix: Float64Array, n: number, corner: number = 1): Float64Array {
  const larger = new Float64Array((n + 1) ** 2);
  larger[0] = corner;
  matrix.forEach((entry, i) => {
    larger[(Math.floor(i / n) + 1) * (n + 1) + (i % n) + 1] = entry;
  });
  return larger;
}

/** The logarithm in SL(2,C), for n <= 3 after filling up with axes that stay. */
function logarithmByCover(g: Float64Array, n: number): Float64Array {
  const filled = identityMatrix(4);
  g.forEach((entry, i) => {
    filled[4 * Math.floor(i / (n + 1)) + (i % (n + 1))] = entry;
  });
  const x = logarithmUpToSign(coverOf(filled));
  const logarithm = new Float64Array((n + 1) ** 2);
  properLorentz3.algebra.forEach((basis, a) => {
    for (let i = 0; i < logarithm.length; i++) {
      logarithm[i] += x[a] * basis[4 * Math.floor(i / (n + 1)) + (i % (n + 1))];
    }
  });
  return logarithm;
}

const properLorentz3 = properLorentzGroup();
