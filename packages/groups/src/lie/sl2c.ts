import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { LieGroup } from "../group/lie-group.ts";
import {
  complexDeterminant,
  complexRoot,
  dividedBy,
  entry,
  multiplyComplex,
  times,
} from "./complex-matrix.ts";
import type { Complex } from "./complex-matrix.ts";
import { requireCoordinates } from "./require-matrix.ts";

/** How far the determinant may be from 1, relative to the squared size of the entries. */
const determinantTolerance = 1e-4;

/** Entries that differ by less, relative to the largest, belong to the same element. */
const sameElement = 1e-9;

/**
 * The group SL(2,C) of complex matrices of determinant 1, the double cover of the proper Lorentz
 * group by {@link sl2cToLorentz}.
 *
 * Elements are eight numbers, [2, 2] row-major with real before imaginary part. Coordinates of the
 * algebra are those of {@link properLorentzGroup}: boosts along x, y, z (half the Pauli matrices),
 * then rotations about x, y, z (the same times -i). `algebra` has them as real matrices [4, 4] on
 * (re z1, im z1, re z2, im z2). `log` fails exactly for -1 times a unipotent element.
 *
 * Samples: a uniform rotation after a boost with normal rapidities of deviation 1/2.
 *
 * Source: Penrose, Rindler (1984), «Spinors and space-time», volume 1, chapter 1.
 *
 * ```ts
 * import { sl2c } from "@erlangen/groups";
 *
 * // A full turn about z is -1.
 * sl2c.exp([0, 0, 0, 0, 0, 2 * Math.PI])[0]; // => -1.000000000000
 * ```
 */
export const sl2c: LieGroup<Float64Array> = Object.freeze<LieGroup<Float64Array>>({
  name: "SL(2,C)",
  dim: 6,
  generators: [],
  algebra: Array.from({ length: 6 }, (_, i) => realForm(tracelessOf(unitVector(i)))),
  get identity(): Float64Array {
    return Float64Array.of(1, 0, 0, 0, 0, 0, 1, 0);
  },
  compose(g, h) {
    requireShape("SL(2,C).compose", g);
    requireShape("SL(2,C).compose", h);
    return multiplyComplex(g, h);
  },
  inverse(g) {
    requireElement("SL(2,C).inverse", g);
    return adjugate(g);
  },
  equals(g, h) {
    const scale = Math.max(1, ...g.map(Math.abs));
    return g.every((part, i) => Math.abs(part - h[i]) <= sameElement * scale);
  },
  exp(x) {
    requireCoordinates("SL(2,C).exp", "x", x, 6);
    const traceless = tracelessOf(x);
    // X^2 = w^2, so exp X = cosh w + (sinh w / w) X.
    const [w, sine] = rootAndSine(negated(complexDeterminant(traceless)));
    return combination(coshOf(w), sine, traceless);
  },
  log(g) {
    requireElement("SL(2,C).log", g);
    return coordinatesOf(logarithm(g));
  },
  adjoint(g) {
    requireElement("SL(2,C).adjoint", g);
    const columns = Array.from({ length: 6 }, (_, i) =>
      coordinatesOf(multiplyComplex(multiplyComplex(g, tracelessOf(unitVector(i))), adjugate(g))),
    );
    return Float64Array.from({ length: 36 }, (_, at) => columns[at % 6][Math.floor(at / 6)]);
  },
  bracket(x, y) {
    requireCoordinates("SL(2,C).bracket", "x", x, 6);
    requireCoordinates("SL(2,C).bracket", "y", y, 6);
    const [a, b] = [tracelessOf(x), tracelessOf(y)];
    const [ab, ba] = [multiplyComplex(a, b), multiplyComplex(b, a)];
    return coordinatesOf(ab.map((part, i) => part - ba[i]));
  },
  sample(random) {
    const rotation = su2ToSl2c(random.quaternion());
    const boost = sl2c.exp([...random.normal(3).map((rapidity) => rapidity / 2), 0, 0, 0]);
    return multiplyComplex(rotation, boost);
  },
});

/**
 * The unitary matrix w - i (x s_x + y s_y + z s_z) of a unit quaternion (w, x, y, z), with the Pauli
 * matrices s: the inclusion of SU(2) in SL(2,C).
 *
 * @returns [2, 2] complex, eight numbers.
 *
 * ```ts
 * import { su2ToSl2c } from "@erlangen/groups";
 *
 * [...su2ToSl2c([0, 0, 1, 0])]; // => [0, 0, -1, 0, 1, 0, 0, 0]
 * ```
 */
export function su2ToSl2c(quaternion: ArrayLike<number>): Float64Array {
  requireCoordinates("su2ToSl2c", "quaternion", quaternion, 4);
  const [w, x, y, z] = Array.from(quaternion, (part) => part + 0);
  return Float64Array.of(w, -z, -y, -x, y, -x, w, z).map((part) => part + 0);
}

/** The logarithm of an element, or of its negative; both cover the same Lorentz transformation. */
export function logarithmUpToSign(g: Float64Array): Float64Array {
  return coordinatesOf(logarithm(g[0] + g[6] < 0 ? g.map((part) => -part) : g));
}

/** X with X^2 = w^2 and g = cosh w + (sinh w / w) X, |Im w| <= pi. */
function logarithm(g: Float64Array): Float64Array {
  const half: Complex = [(g[0] + g[6]) / 2, (g[1] + g[7]) / 2];
  const traceless = g.slice();
  traceless[0] -= half[0];
  traceless[6] -= half[0];
  traceless[1] -= half[1];
  traceless[7] -= half[1];
  const sine = complexRoot(negated(complexDeterminant(traceless)));
  if (half[0] < 0 && Math.hypot(...sine) < 1e-8) {
    if (traceless.every((part) => Math.abs(part) < 1e-12)) {
      return tracelessOf([0, 0, 0, 0, 0, 2 * Math.PI]);
    }
    throw new ArgumentError(
      "SL(2,C).log: expected g to be an exponential, got -1 times a unipotent element; take the logarithm of -g",
    );
  }
  return combination([0, 0], inverseSineRatio(half, sine), traceless);
}

/** w / sinh w, from cosh w and sinh w. */
function inverseSineRatio(cosine: Complex, sine: Complex): Complex {
  if (cosine[0] > 0 && Math.hypot(...sine) < 0.02) {
    const square = times(sine, sine);
    return asinhSeries.reduceRight<Complex>(
      (sum, coefficient) => {
        const [re, im] = times(sum, square);
        return [re + coefficient, im];
      },
      [0, 0],
    );
  }
  // w = log(cosh w + sinh w), with the sign of sinh w that does not cancel.
  const plus: Complex = [cosine[0] + sine[0], cosine[1] + sine[1]];
  const minus: Complex = [cosine[0] - sine[0], cosine[1] - sine[1]];
  const flip = Math.hypot(...minus) > Math.hypot(...plus);
  const [re, im] = flip ? minus : plus;
  const w: Complex = [Math.log(Math.hypot(re, im)), Math.atan2(im, re)];
  return dividedBy(flip ? negated(w) : w, sine);
}

/** asinh(s) / s in powers of s^2. */
const asinhSeries = [1, -1 / 6, 3 / 40, -15 / 336, 105 / 3456, -945 / 42240];

/** w = sqrt(square), and sinh(w) / w. */
function rootAndSine(square: Complex): [Complex, Complex] {
  const [a, b] = complexRoot(square);
  if (Math.hypot(a, b) < 1e-4) {
    // 1 + w^2 / 6 leaves out w^4 / 120.
    return [
      [a, b],
      [1 + square[0] / 6, square[1] / 6],
    ];
  }
  const sine: Complex = [Math.sinh(a) * Math.cos(b), Math.cosh(a) * Math.sin(b)];
  return [[a, b], dividedBy(sine, [a, b])];
}

function coshOf([a, b]: Complex): Complex {
  return [Math.cosh(a) * Math.cos(b), Math.sinh(a) * Math.sin(b)];
}

function negated([a, b]: Complex): Complex {
  return [-a, -b];
}

/** constant + factor X. */
function combination(constant: Complex, factor: Complex, matrix: Float64Array): Float64Array {
  const result = new Float64Array(8);
  for (let i = 0; i < 4; i++) {
    const [re, im] = times(factor, [matrix[2 * i], matrix[2 * i + 1]]);
    const onDiagonal = i === 0 || i === 3;
    result[2 * i] = re + (onDiagonal ? constant[0] : 0);
    result[2 * i + 1] = im + (onDiagonal ? constant[1] : 0);
  }
  return result;
}

/** 1/2 sum_a (boost_a - i turn_a) s_a */
function tracelessOf(x: ArrayLike<number>): Float64Array {
  const [p, q, r]: Complex[] = [0, 1, 2].map((a) => [x[a] / 2, -x[3 + a] / 2] as const);
  // s_x, s_y, s_z: off-diagonal p - i q and p + i q, diagonal r and -r.
  return Float64Array.of(
    r[0],
    r[1],
    p[0] + q[1],
    p[1] - q[0],
    p[0] - q[1],
    p[1] + q[0],
    -r[0],
    -r[1],
  );
}

function coordinatesOf(matrix: Float64Array): Float64Array {
  const [above, below] = [entry(matrix, 0, 1), entry(matrix, 1, 0)];
  const p: Complex = [above[0] + below[0], above[1] + below[1]];
  // below - above = 2 i q
  const q: Complex = [below[1] - above[1], above[0] - below[0]];
  const r: Complex = [matrix[0] - matrix[6], matrix[1] - matrix[7]];
  return Float64Array.of(p[0], q[0], r[0], -p[1], -q[1], -r[1]);
}

function adjugate(matrix: Float64Array): Float64Array {
  const [a, b, c, d, e, f, g, h] = matrix;
  return Float64Array.of(g, h, -c, -d, -e, -f, a, b);
}

function unitVector(i: number): Float64Array {
  return Float64Array.from({ length: 6 }, (_, j) => (i === j ? 1 : 0));
}

/** A complex matrix [2, 2] as a real one [4, 4]: each number a + i b becomes [[a, -b], [b, a]]. */
function realForm(matrix: Float64Array): Float64Array {
  const real = new Float64Array(16);
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const [a, b] = entry(matrix, i, j);
      real[8 * i + 2 * j] = a;
      real[8 * i + 2 * j + 1] = -b;
      real[8 * i + 4 + 2 * j] = b;
      real[8 * i + 4 + 2 * j + 1] = a;
    }
  }
  return real;
}

function requireShape(where: string, g: ArrayLike<number>): void {
  if (g?.length !== 8) {
    throw new ShapeError(
      `${where}: expected a complex matrix [2, 2] as eight numbers, got ${g?.length} numbers`,
    );
  }
}

/** Refuses what is no element of SL(2,C). */
export function requireElement(where: string, g: ArrayLike<number>): void {
  requireShape(where, g);
  const [re, im] = complexDeterminant(g);
  const scale = Math.max(1, ...Array.from(g, Math.abs)) ** 2;
  if (!(Math.hypot(re - 1, im) <= determinantTolerance * scale)) {
    throw new ArgumentError(`${where}: expected determinant 1, got ${re} + ${im} i`);
  }
}
