import { ArgumentError, gaussLegendre, inverse, matmul, solve } from "@erlangen/numerics";
import { requireSquareMatrix } from "./require-matrix.ts";

/** Square roots are taken until |A - 1| is below this; then 10 nodes leave no error in float64. */
const nearIdentity = 0.25;

/** Each root halves the logarithm, and each iteration doubles the digits: more mean that there is no limit. */
const [mostRoots, mostIterations] = [60, 60];

/**
 * The principal logarithm of a square matrix: the real X with exp(X) = A whose eigenvalues have
 * imaginary parts in (-pi, pi).
 *
 * Inverse scaling and squaring: square roots by the iteration of Denman and Beavers in product form,
 * then log(1 + E) = integral over s in [0, 1] of E (1 + s E)^-1 by Gauss-Legendre, which is the Padé
 * approximant.
 *
 * Shapes: matrix [n, n] -> [n, n], row-major. Cost about 10 + 8 s products, for s roots.
 *
 * @param matrix - A, without eigenvalues on the closed negative real axis.
 * @param n - An integer >= 1.
 * @throws ShapeError when the length is not n^2; ArgumentError when a number is not finite or there
 * is no principal logarithm.
 *
 * Numerics: error about 1e-15 cond(A); grows as an eigenvalue nears the negative axis.
 *
 * Source: Higham (2008), «Functions of matrices», equation (6.29) and section 11.5.
 *
 * ```ts
 * import { matrixLogarithm } from "@erlangen/groups";
 *
 * matrixLogarithm([1, 3, 0, 1], 2); // => [0.000000000000, 3.000000000000, 0.000000000000, 0.000000000000]
 * ```
 */
export function matrixLogarithm(matrix: ArrayLike<number>, n: number): Float64Array {
  requireSquareMatrix("matrixLogarithm", "matrix", matrix, n);
  let root: Float64Array = Float64Array.from(matrix);
  let doublings = 0;
  for (; distanceToIdentity(root, n) > nearIdentity; doublings++) {
    const next = doublings < mostRoots ? squareRoot(root, n) : undefined;
    if (next === undefined) {
      throw new ArgumentError(
        "matrixLogarithm: expected a matrix with a principal logarithm, got one that is singular, has a negative eigenvalue, or spans more than 30 orders of magnitude",
      );
    }
    root = next;
  }
  const scale = 2 ** doublings;
  return logarithmNearIdentity(root, n).map((entry) => entry * scale);
}

/** The principal square root, or undefined where the iteration has no limit. */
function squareRoot(matrix: Float64Array, n: number): Float64Array | undefined {
  const cube = { rows: n, inner: n, columns: n };
  let [root, product] = [matrix, matrix];
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const inverted = finiteInverse(product, n);
    if (inverted === undefined) return undefined;
    const half = inverted.map((entry, i) => entry / 2 + (i % (n + 1) === 0 ? 0.5 : 0));
    root = matmul(root, half, cube);
    product = product.map((entry, i) => half[i] / 2 + entry / 4 + (i % (n + 1) === 0 ? 0.25 : 0));
    // The next step would change the root by the square of this.
    if (distanceToIdentity(product, n) < n * 1e-15) return root;
    if (!root.every((entry) => Number.isFinite(entry))) return undefined;
  }
  return checkRoot(root, matrix, n);
}

/** The iteration may stall a few units above rounding: then the square decides. */
function checkRoot(root: Float64Array, matrix: Float64Array, n: number): Float64Array | undefined {
  const square = matmul(root, root, { rows: n, inner: n, columns: n });
  const largest = matrix.reduce((size, entry) => Math.max(size, Math.abs(entry)), 0);
  return square.every((entry, i) => Math.abs(entry - matrix[i]) <= 1e-10 * largest)
    ? root
    : undefined;
}

function finiteInverse(matrix: Float64Array, n: number): Float64Array | undefined {
  try {
    return inverse(matrix, n);
  } catch (error) {
    if (error instanceof ArgumentError) return undefined;
    throw error;
  }
}

function logarithmNearIdentity(matrix: Float64Array, n: number): Float64Array {
  const excess = matrix.map((entry, i) => (i % (n + 1) === 0 ? entry - 1 : entry));
  const sum = new Float64Array(n * n);
  nodes.forEach((node, index) => {
    const s = (1 + node) / 2;
    const shifted = excess.map((entry, i) => s * entry + (i % (n + 1) === 0 ? 1 : 0));
    const term = solve(shifted, n, excess);
    for (let i = 0; i < sum.length; i++) sum[i] += (weights[index] / 2) * term[i];
  });
  return sum;
}

const { nodes, weights } = gaussLegendre(10);

/** The largest absolute row sum of A - 1. */
function distanceToIdentity(matrix: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(matrix[i * n + j] - (i === j ? 1 : 0));
    // Written so that NaN stays.
    largest = sum <= largest ? largest : sum;
  }
  return largest;
}
