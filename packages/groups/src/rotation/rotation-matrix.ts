import { ArgumentError, ShapeError } from "@erlangen/numerics";
import type { AxisAngle, EulerAngles } from "./parametrization.ts";

/**
 * Largest entry of R R^T - 1 that still counts as rounding: rotations read from float32 files pass,
 * typing errors do not.
 */
const orthogonalityTolerance = 1e-4;

/**
 * The matrix [3, 3] of the rotation by `angle` about the x axis: [[1, 0, 0], [0, c, -s], [0, s,
 * c]].
 */
export function rotationX(angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(1, 0, 0, 0, c, -s, 0, s, c);
}

/**
 * The matrix [3, 3] of the rotation by `angle` about the y axis: [[c, 0, s], [0, 1, 0], [-s, 0,
 * c]].
 */
export function rotationY(angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(c, 0, s, 0, 1, 0, -s, 0, c);
}

/**
 * The matrix [3, 3] of the rotation by `angle` about the z axis: [[c, -s, 0], [s, c, 0], [0, 0,
 * 1]].
 */
export function rotationZ(angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return Float64Array.of(c, -s, 0, s, c, 0, 0, 0, 1);
}

/**
 * The rotation matrix of three angles: R = Ry(alpha) Rx(beta) Ry(gamma), gamma first.
 *
 * @returns [3, 3], row-major.
 */
export function anglesToMatrix({ alpha, beta, gamma }: EulerAngles): Float64Array {
  return composeMatrices(composeMatrices(rotationY(alpha), rotationX(beta)), rotationY(gamma));
}

/**
 * The rotation matrix of a quaternion (w, x, y, z), which need not have norm 1.
 *
 * @returns [3, 3], row-major.
 * @throws ShapeError unless there are four numbers; ArgumentError when the norm is zero or not
 * finite.
 */
export function quaternionToMatrix(quaternion: ArrayLike<number>): Float64Array {
  if (quaternion?.length !== 4) {
    throw new ShapeError(
      `quaternionToMatrix: expected quaternion of shape [4], got [${quaternion?.length}]`,
    );
  }
  const norm = Math.hypot(quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
  if (!(norm > 0 && Number.isFinite(norm))) {
    throw new ArgumentError(
      `quaternionToMatrix: expected a quaternion of finite norm > 0, got ${norm}`,
    );
  }
  const [w, x, y, z] = Array.from(quaternion, (part) => part / norm);
  return Float64Array.from([
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ]);
}

/**
 * The rotation matrix of an axis and an angle: R = 1 + sin(t) K + (1 - cos(t)) K^2, K v = axis x v
 * (Rodrigues).
 *
 * @returns [3, 3], row-major.
 * @throws ArgumentError when the axis has norm zero (unless the angle is zero too) or is not
 * finite.
 */
export function axisAngleToMatrix({ axis, angle }: AxisAngle): Float64Array {
  const norm = Math.hypot(...axis);
  if (angle === 0 && norm === 0) {
    return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  }
  if (!(norm > 0 && Number.isFinite(norm))) {
    throw new ArgumentError(`axisAngleToMatrix: expected an axis of finite norm > 0, got ${norm}`);
  }
  const [x, y, z] = axis.map((part) => part / norm);
  // 2 sin(t/2)^2 keeps the digits of 1 - cos(t) at small angles.
  const [c, s, versine] = [Math.cos(angle), Math.sin(angle), 2 * Math.sin(angle / 2) ** 2];
  return Float64Array.from([
    c + x * x * versine,
    x * y * versine - z * s,
    x * z * versine + y * s,
    x * y * versine + z * s,
    c + y * y * versine,
    y * z * versine - x * s,
    x * z * versine - y * s,
    y * z * versine + x * s,
    c + z * z * versine,
  ]);
}

/**
 * The product of two matrices: first `second` acts, then `first`.
 *
 * @param first - [3, 3], row-major.
 * @param second - [3, 3], row-major.
 * @throws ShapeError when one does not have nine entries.
 */
export function composeMatrices(first: ArrayLike<number>, second: ArrayLike<number>): Float64Array {
  assertMatrix("composeMatrices", "first", first);
  assertMatrix("composeMatrices", "second", second);
  return Float64Array.from({ length: 9 }, (_, position) => {
    const [row, column] = [3 * Math.floor(position / 3), position % 3];
    return (
      first[row] * second[column] +
      first[row + 1] * second[column + 3] +
      first[row + 2] * second[column + 6]
    );
  });
}

/**
 * The inverse of a rotation or of any other orthogonal matrix: its transpose.
 *
 * @param matrix - [3, 3], row-major.
 * @throws ShapeError when it does not have nine entries.
 */
export function inverseMatrix(matrix: ArrayLike<number>): Float64Array {
  assertMatrix("inverseMatrix", "matrix", matrix);
  return Float64Array.from(
    { length: 9 },
    (_, position) => matrix[3 * (position % 3) + Math.floor(position / 3)],
  );
}

/** The determinant of a matrix [3, 3]: 1 for a rotation, -1 for a rotation with inversion. */
export function determinant(matrix: ArrayLike<number>): number {
  assertMatrix("determinant", "matrix", matrix);
  return determinantAt(matrix, 0);
}

function determinantAt(m: ArrayLike<number>, o: number): number {
  return (
    m[o] * (m[o + 4] * m[o + 8] - m[o + 5] * m[o + 7]) -
    m[o + 1] * (m[o + 3] * m[o + 8] - m[o + 5] * m[o + 6]) +
    m[o + 2] * (m[o + 3] * m[o + 7] - m[o + 4] * m[o + 6])
  );
}

/** Refuses, with a ShapeError, anything but nine numbers. */
export function assertMatrix(where: string, name: string, matrix: ArrayLike<number>): void {
  if (matrix?.length !== 9) {
    throw new ShapeError(
      `${where}: expected ${name} of shape [3, 3], got ${matrix?.length} numbers`,
    );
  }
}

/**
 * Refuses a stack of matrices that are not all orthogonal.
 *
 * @param where - Name of the public function, for the message.
 * @param matrices - [n, 3, 3], row-major.
 * @param options - `proper`: refuse determinant -1 as well.
 * @throws ShapeError when the count of numbers is no multiple of nine; ArgumentError when a matrix
 * fails.
 */
export function assertOrthogonal(
  where: string,
  matrices: ArrayLike<number>,
  { proper }: { proper: boolean },
): void {
  if (!(matrices?.length % 9 === 0)) {
    throw new ShapeError(
      `${where}: expected rotations of shape [n, 3, 3], got ${matrices?.length} numbers`,
    );
  }
  for (let o = 0; o < matrices.length; o += 9) {
    let worst = 0;
    for (let i = 0; i < 9; i += 3) {
      for (let j = i; j < 9; j += 3) {
        const dot =
          matrices[o + i] * matrices[o + j] +
          matrices[o + i + 1] * matrices[o + j + 1] +
          matrices[o + i + 2] * matrices[o + j + 2];
        const error = Math.abs(dot - (i === j ? 1 : 0));
        // The comparison is written so that NaN counts as an error.
        worst = error <= worst ? worst : error;
      }
    }
    if (!(worst <= orthogonalityTolerance)) {
      throw new ArgumentError(
        `${where}: expected an orthogonal matrix, got |R R^T - 1| = ${worst} for matrix ${o / 9}`,
      );
    }
    if (proper && determinantAt(matrices, o) < 0) {
      throw new ArgumentError(
        `${where}: expected determinant 1, got -1 for matrix ${o / 9}; for O(3) use the matrix(g) of Irreps`,
      );
    }
  }
}
