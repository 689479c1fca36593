import { multiply } from "./matmul.ts";
import { requireSquare } from "./require-matrix.ts";
import { identity, solve } from "./solve.ts";

/**
 * The exponential Σ Aᵏ/k! of a square matrix, by scaling and squaring with the Padé approximant of degree 13.
 *
 * Shapes: matrix [n, n] → [n, n]. Cost about 2 (7 + s) n³, where 2^s is the 1-norm of A over 5.4.
 *
 * Numerics: backward error about 1e-16 before squaring; the s squarings may lose digits for matrices far from normal.
 *
 * @param matrix - Flat, row-major; not changed.
 * @param n - At least 1.
 * @throws ShapeError when the length is not n²; ArgumentError for numbers that are not finite.
 *
 * Source: Higham (2005), «The scaling and squaring method for the matrix exponential revisited», algorithm 2.3, with
 * degree 13 alone.
 *
 * ```ts
 * import { matrixExponential } from "@erlangen/numerics";
 *
 * const angle = Math.PI / 6;
 * matrixExponential([0, -angle, angle, 0], 2); // => [0.866025404, -0.500000000, 0.500000000, 0.866025404]
 * ```
 */
export function matrixExponential(matrix: ArrayLike<number>, n: number): Float64Array {
  requireSquare("matrixExponential", matrix, n);
  let [norm, squarings] = [largestColumnSum(matrix, n), 0];
  for (; norm > largestNorm; norm /= 2) squarings++;

  const cube = { rows: n, inner: n, columns: n };
  const a = Float64Array.from(matrix, (entry) => entry * 2 ** -squarings);
  const a2 = multiply(a, a, cube);
  const a4 = multiply(a2, a2, cube);
  const powers = [identity(n), a2, a4, multiply(a4, a2, cube)];
  const half = (from: number): Float64Array => {
    const low = combine(powers, from, pade);
    const high = combine(powers.slice(1), from + 8, pade);
    return add(low, multiply(powers[3], high, cube));
  };
  const even = half(0);
  const odd = multiply(a, half(1), cube);
  let exponential = solve(
    even.map((entry, i) => entry - odd[i]),
    n,
    add(even, odd),
  );
  for (; squarings > 0; squarings--) exponential = multiply(exponential, exponential, cube);
  return exponential;
}

/** The 1-norm up to which degree 13 has a backward error below 2^-53. */
const largestNorm = 5.371920351148152;

/** Coefficients of the numerator, ascending. */
const pade: readonly number[] = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000,
  10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

function largestColumnSum(matrix: ArrayLike<number>, n: number): number {
  const sums = new Float64Array(n);
  for (let i = 0; i < n * n; i++) sums[i % n] += Math.abs(matrix[i]);
  return sums.reduce((largest, sum) => Math.max(largest, sum), 0);
}

/** Σ_i coefficients[from + 2i] powers[i] */
function combine(
  powers: readonly Float64Array[],
  from: number,
  coefficients: readonly number[],
): Float64Array {
  return powers[0].map((_, entry) =>
    powers.reduce((sum, power, i) => sum + coefficients[from + 2 * i] * power[entry], 0),
  );
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry + b[i]);
}
