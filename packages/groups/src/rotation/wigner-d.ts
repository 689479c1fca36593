import { assertDegree } from "./degree.ts";
import type { EulerAngles } from "./parametrization.ts";
import { assertMatrix, assertOrthogonal } from "./rotation-matrix.ts";
import { turnedTilt } from "./turned-tilt.ts";

/**
 * Below this length a pair (cosine, sine) has no direction: its square would lose digits to
 * underflow.
 */
const noDirection = 1e-100;

/**
 * The matrix by which a rotation acts on the irrep of degree l of SO(3), in the real basis; for l =
 * 1 it is the rotation.
 *
 * D(R) = X(alpha) J X(beta) J X(gamma), R = Ry(alpha) Rx(beta) Ry(gamma): X(t) turns about the
 * polar axis y, mixing only m and -m; the constant symmetric J swaps the axes x and -y.
 *
 * Shapes: rotation [3, 3] -> [2l+1, 2l+1], both row-major.
 *
 * @param l - Degree, an integer >= 0.
 * @param rotation - A rotation, orthogonal up to 1e-4; the result is orthogonal to rounding all the
 * same.
 * @throws ShapeError or ArgumentError when `rotation` is no rotation.
 *
 * Numerics: homomorphism and orthogonality hold to 1e-14 up to l = 20; no angle is computed, so
 * there is no singular direction.
 *
 * Source: Pinchon and Hoggan (2007), «Rotation matrices for real spherical harmonics»;
 * equals `e3nn.o3.Irrep.D_from_matrix`.
 *
 * ```ts
 * import { anglesToMatrix, wignerD } from "@erlangen/groups";
 *
 * wignerD(2, anglesToMatrix({ alpha: 0.1, beta: 0.2, gamma: 0.3 }))[0].toFixed(9); // => "0.682796674"
 * ```
 */
export function wignerD(l: number, rotation: ArrayLike<number>): Float64Array {
  assertMatrix("wignerD", "rotation", rotation);
  assertDegree("wignerD", "l", l);
  return matricesOf("wignerD", l, rotation);
}

/**
 * {@link wignerD} of many rotations at once.
 *
 * Shapes: rotations [n, 3, 3] -> [n, 2l+1, 2l+1], both row-major.
 *
 * @param l - Degree, an integer >= 0.
 * @param rotations - n rotations, one after the other.
 * @throws ShapeError or ArgumentError when one is no rotation; the message says which.
 *
 * Cost: about l (l+1)^2 / 2 + 12 l^2 multiplications each, no trigonometric function.
 */
export function wignerDBatch(l: number, rotations: ArrayLike<number>): Float64Array {
  assertDegree("wignerDBatch", "l", l);
  return matricesOf("wignerDBatch", l, rotations);
}

/**
 * {@link wignerD} of the rotation Ry(alpha) Rx(beta) Ry(gamma).
 *
 * @param l - Degree, an integer >= 0.
 * @param angles - Radians, any real numbers.
 * @returns [2l+1, 2l+1], row-major.
 */
export function wignerDFromAngles(l: number, { alpha, beta, gamma }: EulerAngles): Float64Array {
  assertDegree("wignerDFromAngles", "l", l);
  const result = new Float64Array((2 * l + 1) ** 2);
  const { turns, write } = turnedTilt(l);
  turns.set([alpha, beta, gamma].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  write(result, 0);
  return result;
}

function matricesOf(where: string, l: number, rotations: ArrayLike<number>): Float64Array {
  assertOrthogonal(where, rotations, { proper: true });
  // One type of array in the loop: the compiler of the engine specialises for it.
  const matrices = rotations instanceof Float64Array ? rotations : Float64Array.from(rotations);
  const count = matrices.length / 9;
  const size = (2 * l + 1) ** 2;
  const result = new Float64Array(count * size);
  const { turns, write } = turnedTilt(l);
  for (let n = 0; n < count; n++) {
    const o = 9 * n;
    // R y = (sin b sin a, cos b, sin b cos a); where sin b vanishes any a will do, and c makes up
    // for it.
    const [x, z] = [matrices[o + 1], matrices[o + 7]];
    direct(turns, 0, z, x);
    direct(turns, 2, matrices[o + 4], Math.sqrt(x * x + z * z));
    const [cosine, sine] = [turns[0], turns[1]];
    direct(
      turns,
      4,
      cosine * matrices[o] - sine * matrices[o + 6],
      cosine * matrices[o + 2] - sine * matrices[o + 8],
    );
    write(result, n * size);
  }
  return result;
}

/** Stores the cosine and sine of the direction (x, y) in the plane; those of 0 when it has none. */
function direct(turns: Float64Array, position: number, x: number, y: number): void {
  const norm = Math.sqrt(x * x + y * y);
  const hasDirection = norm > noDirection;
  turns[position] = hasDirection ? x / norm : 1;
  turns[position + 1] = hasDirection ? y / norm : 0;
}
