import { ConvergenceError } from "../errors.ts";

const mostSweeps = 60;

/**
 * One-sided Jacobi: turns W [k, k] in place into J W with orthogonal rows, J orthogonal, and `basis` [k, k] into
 * J times itself.
 *
 * A pair of rows is rotated while its cosine exceeds sqrt(k) machine epsilons. Rows shorter than one machine epsilon
 * next to the longest are left alone: they are rounding errors, and would take the most sweeps.
 *
 * @returns The lengths of the rows of J W [k].
 * @throws ConvergenceError after 60 sweeps, which is not known to happen.
 *
 * Source: Hestenes (1958), «Inversion of matrices by biorthogonalization and related results».
 */
export function orthogonalizeRows(w: Float64Array, basis: Float64Array, k: number): Float64Array {
  const squares = Float64Array.from({ length: k }, (_, i) => dot(w, i * k, i * k, k));
  const tolerance = Number.EPSILON * Math.sqrt(k);
  const negligible = squares.reduce((a, b) => Math.max(a, b), 0) * Number.EPSILON ** 2;
  for (let sweep = 0, rotated = true; rotated; sweep++) {
    if (sweep === mostSweeps) {
      throw new ConvergenceError(`svd: expected convergence within ${mostSweeps} sweeps, got none`);
    }
    rotated = false;
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        if (squares[i] <= negligible || squares[j] <= negligible) continue;
        const overlap = dot(w, i * k, j * k, k);
        if (Math.abs(overlap) <= tolerance * Math.sqrt(squares[i]) * Math.sqrt(squares[j]))
          continue;
        rotated = true;
        const cotangent = (squares[j] - squares[i]) / (2 * overlap);
        const tangent =
          (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
        rotate(w, k, [i, j], tangent);
        rotate(basis, k, [i, j], tangent);
        squares[i] = dot(w, i * k, i * k, k);
        squares[j] = dot(w, j * k, j * k, k);
      }
    }
  }
  return Float64Array.from({ length: k }, (_, i) => rowLength(w, i, k));
}

function dot(w: Float64Array, first: number, second: number, k: number): number {
  let [even, odd] = [0, 0];
  for (let p = 0; p + 1 < k; p += 2) {
    even += w[first + p] * w[second + p];
    odd += w[first + p + 1] * w[second + p + 1];
  }
  if (k % 2 === 1) even += w[first + k - 1] * w[second + k - 1];
  return even + odd;
}

/** Rows i and j become (row i - t row j) c and (t row i + row j) c, with c = 1 / sqrt(1 + t²). */
function rotate(
  rows: Float64Array,
  k: number,
  [i, j]: readonly [number, number],
  tangent: number,
): void {
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let p = i * k, q = j * k; p < (i + 1) * k; p++, q++) {
    const a = rows[p];
    const b = rows[q];
    rows[p] = cosine * a - sine * b;
    rows[q] = sine * a + cosine * b;
  }
}

/** The length of row i, scaled so that the squares of tiny entries do not underflow. */
function rowLength(w: Float64Array, i: number, k: number): number {
  let largest = 0;
  for (let p = i * k; p < (i + 1) * k; p++) largest = Math.max(largest, Math.abs(w[p]));
  if (largest === 0) return 0;
  let square = 0;
  for (let p = i * k; p < (i + 1) * k; p++) square += (w[p] / largest) ** 2;
  return largest * Math.sqrt(square);
}
