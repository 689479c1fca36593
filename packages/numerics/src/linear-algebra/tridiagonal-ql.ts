import { ConvergenceError } from "../errors.ts";

const mostIterations = 60;

/**
 * Diagonalises a symmetric tridiagonal matrix by implicit QL with Wilkinson's shift, in place.
 *
 * `diagonal` [n] becomes the eigenvalues, in no order; `offDiagonal` [n] (last entry 0) becomes 0. The same plane
 * rotations act on the rows of `basis` [n, width], so that from the identity, or from Qᵀ of a reduction to this
 * form, row i becomes the eigenvector of diagonal[i].
 *
 * @throws ConvergenceError when an eigenvalue takes more than 60 iterations, which is not known to happen.
 *
 * Source: Martin, Wilkinson (1968), «The implicit QL algorithm»; Dubrulle (1970), its correction.
 */
export function tridiagonalQl(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  basis: Float64Array,
): void {
  const n = diagonal.length;
  const width = basis.length / n;
  // Without it a cluster of eigenvalues at 0, where the neighbours are noise too, would never come apart.
  const negligible =
    (Number.EPSILON / 2) *
    diagonal.reduce(
      (norm, entry, i) => Math.max(norm, Math.abs(entry) + Math.abs(offDiagonal[i])),
      0,
    );
  for (let first = 0; first < n; first++) {
    for (let iteration = 0; ; iteration++) {
      const last = endOfBlock(diagonal, offDiagonal, [first, negligible]);
      if (last === first) break;
      if (iteration === mostIterations) {
        throw new ConvergenceError(
          `eigh: expected eigenvalue ${first} within ${mostIterations} iterations, got none`,
        );
      }
      qlStep(diagonal, offDiagonal, [first, last], (i, cosine, sine) =>
        rotateRows(basis, width, i, [cosine, sine]),
      );
    }
  }
}

/** The end of the block that begins at `first`, before a coupling that is negligible or that its neighbours swallow. */
function endOfBlock(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  [first, negligible]: readonly [number, number],
): number {
  for (let i = first; i + 1 < diagonal.length; i++) {
    const neighbours = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
    const coupling = Math.abs(offDiagonal[i]);
    if (coupling <= negligible || coupling <= Number.EPSILON * neighbours) return i;
  }
  return diagonal.length - 1;
}

/** One implicit QL sweep on the block [first, last]; `rotate` receives each rotation of rows i and i + 1. */
function qlStep(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  [first, last]: readonly [number, number],
  rotate: (i: number, cosine: number, sine: number) => void,
): void {
  const slope = (diagonal[first + 1] - diagonal[first]) / (2 * offDiagonal[first]);
  const root = hypotenuse(slope, 1);
  let g =
    diagonal[last] - diagonal[first] + offDiagonal[first] / (slope + (slope < 0 ? -root : root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = sine * offDiagonal[i];
    const b = cosine * offDiagonal[i];
    const r = hypotenuse(f, g);
    offDiagonal[i + 1] = r;
    if (r === 0) {
      diagonal[i + 1] -= shift;
      offDiagonal[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = diagonal[i + 1] - shift;
    const h = (diagonal[i] - g) * sine + 2 * cosine * b;
    shift = sine * h;
    diagonal[i + 1] = g + shift;
    g = cosine * h - b;
    rotate(i, cosine, sine);
  }
  diagonal[first] -= shift;
  offDiagonal[first] = g;
  offDiagonal[last] = 0;
}

function rotateRows(
  basis: Float64Array,
  width: number,
  i: number,
  [cosine, sine]: readonly [number, number],
): void {
  const upper = i * width;
  const lower = upper + width;
  for (let k = 0; k < width; k++) {
    const f = basis[lower + k];
    basis[lower + k] = sine * basis[upper + k] + cosine * f;
    basis[upper + k] = cosine * basis[upper + k] - sine * f;
  }
}

/** sqrt(a² + b²) without overflow; not `Math.hypot`, whose last bit depends on the engine. */
function hypotenuse(a: number, b: number): number {
  const large = Math.max(Math.abs(a), Math.abs(b));
  if (large === 0) return 0;
  const ratio = Math.min(Math.abs(a), Math.abs(b)) / large;
  return large * Math.sqrt(1 + ratio * ratio);
}
