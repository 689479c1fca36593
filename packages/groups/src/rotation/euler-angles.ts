import { ShapeError } from "@erlangen/numerics";
import type { AxisAngle, DirectionAngles, EulerAngles, Quaternion } from "./parametrization.ts";
import {
  anglesToMatrix,
  assertMatrix,
  assertOrthogonal,
  axisAngleToMatrix,
  composeMatrices,
  quaternionToMatrix,
} from "./rotation-matrix.ts";

/** The unit vector (x, y, z) = (sin beta sin alpha, cos beta, sin beta cos alpha). */
export function anglesToXyz({ alpha, beta }: DirectionAngles): [number, number, number] {
  const s = Math.sin(beta);
  return [s * Math.sin(alpha), Math.cos(beta), s * Math.cos(alpha)];
}

/**
 * The angles of a direction: alpha = atan2(x, z) in (-pi, pi], beta in [0, pi].
 *
 * @param xyz - Three numbers, of any norm; the zero vector gives (0, 0).
 * @throws ShapeError unless there are three numbers.
 */
export function xyzToAngles(xyz: ArrayLike<number>): DirectionAngles {
  if (xyz?.length !== 3) {
    throw new ShapeError(`xyzToAngles: expected xyz of shape [3], got [${xyz?.length}]`);
  }
  const [x, y, z] = [xyz[0], xyz[1], xyz[2]];
  return { alpha: Math.atan2(x, z), beta: Math.atan2(Math.hypot(x, z), y) };
}

/**
 * The angles of a rotation matrix: alpha and beta are those of the image of the y axis, and gamma
 * is what is left.
 *
 * @param matrix - [3, 3], row-major, a rotation up to rounding.
 * @returns alpha and gamma in (-pi, pi], beta in [0, pi].
 * @throws ShapeError or ArgumentError when the matrix is no rotation.
 *
 * Numerics: at beta near 0 or pi only alpha + gamma or alpha - gamma is determined; gamma is
 * computed from the alpha that was chosen, so the three together keep all digits.
 */
export function matrixToAngles(matrix: ArrayLike<number>): EulerAngles {
  assertMatrix("matrixToAngles", "matrix", matrix);
  assertOrthogonal("matrixToAngles", matrix, { proper: true });
  const { alpha, beta } = xyzToAngles([matrix[1], matrix[4], matrix[7]]);
  const [c, s] = [Math.cos(alpha), Math.sin(alpha)];
  const gamma = Math.atan2(c * matrix[2] - s * matrix[8], c * matrix[0] - s * matrix[6]);
  return { alpha, beta, gamma };
}

/** The angles of a quaternion (w, x, y, z). */
export function quaternionToAngles(quaternion: Quaternion): EulerAngles {
  return matrixToAngles(quaternionToMatrix(quaternion));
}

/** The angles of an axis and an angle. */
export function axisAngleToAngles(rotation: AxisAngle): EulerAngles {
  return matrixToAngles(axisAngleToMatrix(rotation));
}

/** First `second` rotates, then `first`. */
export function composeAngles(first: EulerAngles, second: EulerAngles): EulerAngles {
  return matrixToAngles(composeMatrices(anglesToMatrix(first), anglesToMatrix(second)));
}

/** The rotation back: (-gamma, -beta, -alpha). */
export function inverseAngles({ alpha, beta, gamma }: EulerAngles): EulerAngles {
  return { alpha: -gamma, beta: -beta, gamma: -alpha };
}
