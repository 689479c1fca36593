import {
  anglesToQuaternion,
  axisAngleToQuaternion,
  composeQuaternions,
  matrixToQuaternion,
} from "./quaternion.ts";
import type { AxisAngle, EulerAngles, Quaternion } from "./parametrization.ts";

/**
 * Axis and angle of a quaternion, which need not have norm 1.
 *
 * @returns The angle in [0, 2 pi] (beyond pi when w < 0); the axis is x for the identity, where it
 * has no meaning.
 *
 * Numerics: the two-argument arctangent keeps all digits near 0 and near pi, where an arccosine of
 * w would lose half.
 */
export function quaternionToAxisAngle([w, x, y, z]: Quaternion): AxisAngle {
  const sine = Math.hypot(x, y, z);
  const axis: AxisAngle["axis"] = sine === 0 ? [1, 0, 0] : [x / sine, y / sine, z / sine];
  return { axis, angle: 2 * Math.atan2(sine, w) };
}

/**
 * Axis and angle of a rotation matrix.
 *
 * @param matrix - [3, 3], row-major, a rotation up to rounding.
 * @returns The angle in [0, pi].
 * @throws ShapeError or ArgumentError when the matrix is no rotation.
 */
export function matrixToAxisAngle(matrix: ArrayLike<number>): AxisAngle {
  return quaternionToAxisAngle(matrixToQuaternion(matrix));
}

/** Axis and angle of Ry(alpha) Rx(beta) Ry(gamma), the angle in [0, 2 pi]. */
export function anglesToAxisAngle(angles: EulerAngles): AxisAngle {
  return quaternionToAxisAngle(anglesToQuaternion(angles));
}

/** First `second` rotates, then `first`. */
export function composeAxisAngles(first: AxisAngle, second: AxisAngle): AxisAngle {
  return quaternionToAxisAngle(
    composeQuaternions(axisAngleToQuaternion(first), axisAngleToQuaternion(second)),
  );
}

/** The rotation back: the same axis, the negative angle. */
export function inverseAxisAngle({ axis, angle }: AxisAngle): AxisAngle {
  return { axis, angle: -angle };
}
