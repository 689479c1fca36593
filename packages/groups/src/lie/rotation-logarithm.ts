import { eigh, matmul, nullSpace, transpose } from "@erlangen/numerics";
import { matrixToAxisAngle } from "../rotation/axis-angle.ts";
import { identityMatrix } from "./identity-matrix.ts";
import { matrixLogarithm } from "./matrix-logarithm.ts";

/** Angles below this are rounding. */
const noAngle = 1e-15;

/**
 * The antisymmetric X of least norm with exp(X) = R, for a rotation R of n-dimensional space: its
 * angles lie in [0, pi].
 *
 * The eigenspaces of (R + R^T) / 2 with cosines above and below a gap are treated apart. Above it R
 * is far from -1 and has its principal logarithm. Below it -R has one, L; its planes are found one
 * by one from the largest angle down, and each angle a is replaced by a - pi. Angles of exactly pi
 * are paired arbitrarily.
 *
 * @param rotation - [n, n], orthogonal with determinant 1.
 * @returns [n, n], antisymmetric.
 *
 * Numerics: exp of the result is the rotation to 1e-14, also at half turns; there the logarithm
 * itself jumps.
 */
export function rotationLogarithm(rotation: ArrayLike<number>, n: number): Float64Array {
  if (n === 3) {
    const { axis, angle } = matrixToAxisAngle(rotation);
    const [x, y, z] = axis.map((part) => part * angle);
    return Float64Array.of(0, -z, y, z, 0, -x, -y, x, 0);
  }
  const matrix = Float64Array.from(rotation);
  const symmetric = matrix.map((entry, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return (entry + matrix[column * n + row]) / 2;
  });
  const { values, vectors } = eigh(symmetric, n);
  const split = middleOfLargestGap(Array.from(values));
  const logarithm = new Float64Array(n * n);
  for (const far of [false, true]) {
    const chosen = Array.from(values.keys()).filter((column) => values[column] < split === far);
    const width = chosen.length;
    if (width === 0) continue;
    const basis = new Float64Array(n * width);
    chosen.forEach((column, k) => {
      for (let i = 0; i < n; i++) basis[i * width + k] = vectors[i * n + column];
    });
    const block = compress(matrix, n, basis, width);
    const blockLogarithm = far
      ? turnHalf(
          antisymmetric(
            matrixLogarithm(
              block.map((entry) => -entry),
              width,
            ),
            width,
          ),
          width,
        )
      : antisymmetric(matrixLogarithm(block, width), width);
    const expanded = compress(blockLogarithm, width, transpose(basis, n, width), n);
    for (let i = 0; i < n * n; i++) logarithm[i] += expanded[i];
  }
  return logarithm;
}

/** B^T A B, for A [n, n] and B [n, width]. */
function compress(
  matrix: Float64Array,
  n: number,
  basis: Float64Array,
  width: number,
): Float64Array {
  const right = matmul(matrix, basis, { rows: n, inner: n, columns: width });
  return matmul(transpose(basis, n, width), right, { rows: width, inner: n, columns: width });
}

/** A number between -0.95 and -0.05 that no eigenvalue is near. */
function middleOfLargestGap(ascending: readonly number[]): number {
  const inside = ascending.filter((value) => value > -0.95 && value < -0.05);
  const points = [-0.95, ...inside, -0.05];
  let widest = 1;
  for (let i = 2; i < points.length; i++) {
    if (points[i] - points[i - 1] > points[widest] - points[widest - 1]) widest = i;
  }
  return (points[widest] + points[widest - 1]) / 2;
}

function antisymmetric(matrix: Float64Array, n: number): Float64Array {
  return matrix.map((entry, i) => (entry - matrix[(i % n) * n + Math.floor(i / n)]) / 2);
}

/** From L = log(-R) to a logarithm of R: in each invariant plane of L the angle loses pi. */
function turnHalf(small: Float64Array, n: number): Float64Array {
  const result = small.slice();
  // Orthonormal columns that span the planes not yet found.
  let basis = identityMatrix(n);
  for (let left = n; left >= 2; left -= 2) {
    const inner = antisymmetric(compress(small, n, basis, left), left);
    const [first, second] = widestPlane(inner, left);
    const u = matmul(basis, first, { rows: n, inner: left, columns: 1 });
    const v = matmul(basis, second, { rows: n, inner: left, columns: 1 });
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) result[i * n + j] -= Math.PI * (v[i] * u[j] - u[i] * v[j]);
    }
    if (left > 2) {
      const complement = nullSpace([...first, ...second], 2, left).basis;
      const columns = transpose(complement, left - 2, left);
      basis = matmul(basis, columns, { rows: n, inner: left, columns: left - 2 });
    }
  }
  return result;
}

/** Orthonormal u, v with A u = a v and the largest angle a, for an antisymmetric A; any two for A = 0. */
function widestPlane(matrix: Float64Array, n: number): [Float64Array, Float64Array] {
  const square = matmul(transpose(matrix, n, n), matrix, { rows: n, inner: n, columns: n });
  const { vectors } = eigh(square, n);
  const column = (k: number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => vectors[i * n + k]);
  const u = column(n - 1);
  const turned = matmul(matrix, u, { rows: n, inner: n, columns: 1 });
  const angle = Math.hypot(...turned);
  const v = angle > noAngle ? turned.map((entry) => entry / angle) : column(n - 2);
  return [u, v];
}
