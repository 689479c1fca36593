import type { AxisAngle, EulerAngles, Quaternion } from "./parametrization.ts";
import { assertMatrix, assertOrthogonal } from "./rotation-matrix.ts";

/**
 * The quaternion of an axis and an angle.
 *
 * @param rotation - The axis need not have norm 1; for the zero axis the result is the identity.
 */
export function axisAngleToQuaternion({ axis, angle }: AxisAngle): Quaternion {
  const norm = Math.hypot(...axis);
  if (norm === 0) {
    return [1, 0, 0, 0];
  }
  const scale = Math.sin(angle / 2) / norm;
  return [Math.cos(angle / 2), axis[0] * scale, axis[1] * scale, axis[2] * scale];
}

/** The quaternion of three angles: that of Ry(alpha) Rx(beta) Ry(gamma). */
export function anglesToQuaternion({ alpha, beta, gamma }: EulerAngles): Quaternion {
  const first = axisAngleToQuaternion({ axis: [0, 1, 0], angle: gamma });
  const second = axisAngleToQuaternion({ axis: [1, 0, 0], angle: beta });
  const third = axisAngleToQuaternion({ axis: [0, 1, 0], angle: alpha });
  return composeQuaternions(composeQuaternions(third, second), first);
}

/**
 * The quaternion of a rotation matrix, with w >= 0.
 *
 * Numerics: divides by the largest of the four components, never by one near zero, so that all
 * digits hold up to and at a half turn.
 *
 * @param matrix - [3, 3], row-major, a rotation up to rounding.
 * @throws ShapeError or ArgumentError when the matrix is no rotation.
 *
 * Source: Shepperd (1978), «Quaternion from rotation matrix».
 */
export function matrixToQuaternion(matrix: ArrayLike<number>): Quaternion {
  assertMatrix("matrixToQuaternion", "matrix", matrix);
  assertOrthogonal("matrixToQuaternion", matrix, { proper: true });
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = Array.from(matrix);
  // Row a of 4 q q^T, for the component a that is largest.
  const rows: [number, number, number, number][] = [
    [1 + xx + yy + zz, zy - yz, xz - zx, yx - xy],
    [zy - yz, 1 + xx - yy - zz, xy + yx, xz + zx],
    [xz - zx, xy + yx, 1 - xx + yy - zz, yz + zy],
    [yx - xy, xz + zx, yz + zy, 1 - xx - yy + zz],
  ];
  let largest = 0;
  for (let a = 1; a < 4; a++) {
    largest = rows[a][a] > rows[largest][largest] ? a : largest;
  }
  const [w, x, y, z] = rows[largest];
  const norm = Math.hypot(w, x, y, z) * (w < 0 ? -1 : 1);
  return [w / norm, x / norm, y / norm, z / norm];
}

/** The Hamilton product: first `second` rotates, then `first`. */
export function composeQuaternions(first: Quaternion, second: Quaternion): Quaternion {
  const [a, b, c, d] = first;
  const [w, x, y, z] = second;
  return [
    a * w - b * x - c * y - d * z,
    a * x + b * w + c * z - d * y,
    a * y - b * z + c * w + d * x,
    a * z + b * y - c * x + d * w,
  ];
}

/** The inverse of a unit quaternion: (w, -x, -y, -z). */
export function inverseQuaternion([w, x, y, z]: Quaternion): Quaternion {
  return [w, -x, -y, -z];
}
