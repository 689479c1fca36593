import { exactBinomial, ratioToNumber } from "./exact-ratio.ts";
import { requireOrder, transvectantDenominator, transvectantNumerator } from "./transvectant.ts";

/** V(d1) (x) V(d2) as a sum of spaces of forms. */
export interface ProductDecomposition {
  /** The degrees d1+d2-2n for n = 0, ..., min(d1, d2): one block of `matrix` each, in this order. */
  readonly degrees: readonly number[];
  /**
   * All transvectants, stacked: takes f (x) g, with entry i (d2+1) + j = f_i g_j, to the blocks;
   * [(d1+1)(d2+1), (d1+1)(d2+1)], row-major.
   */
  readonly matrix: Float64Array;
  /** The inverse of `matrix`, same shape. */
  readonly inverse: Float64Array;
}

/**
 * The decomposition of Clebsch and Gordan, V(d1) (x) V(d2) = sum over n of V(d1+d2-2n), by
 * transvectants, with the change of basis back.
 *
 * Each transvectant is, up to a factor, a partial isometry for the norm sum_k |p_k|^2 / binom(d, k),
 * which SO(2) and SU(2) preserve; hence its adjoint over that factor inverts it.
 *
 * @param d1 - Degree, an integer >= 0; likewise `d2`.
 * @throws ArgumentError when one is no degree.
 *
 * Numerics: every entry of both matrices is an exact rational number rounded once.
 *
 * Source: Lawrence, Harris (2024), section 4; Olver (1999), «Classical invariant theory», chapter 5.
 *
 * ```ts
 * import { decomposeFormProduct } from "@erlangen/groups";
 *
 * const { degrees, matrix } = decomposeFormProduct(1, 1);
 * degrees; // => [2, 0]
 * [...matrix]; // => [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, -1, 1, 0]
 * ```
 */
export function decomposeFormProduct(d1: number, d2: number): ProductDecomposition {
  requireOrder("decomposeFormProduct", d1, d2, 0);
  const size = (d1 + 1) * (d2 + 1);
  const matrix = new Float64Array(size * size);
  const inverse = new Float64Array(size * size);
  const degrees: number[] = [];
  let offset = 0;
  for (let n = 0; n <= Math.min(d1, d2); n++) {
    const d = d1 + d2 - 2 * n;
    const denominator = transvectantDenominator(d1, d2, n);
    const entries: { i: number; j: number; numerator: bigint; adjoint: bigint }[] = [];
    // The squared factor of the isometry, times denominator^2, from the coefficient of y^d.
    let square = 0n;
    for (let i = 0; i <= d1; i++) {
      for (let j = 0; j <= d2; j++) {
        const numerator = transvectantNumerator([d1, d2, n], i, j);
        const adjoint = numerator * exactBinomial(d1, i) * exactBinomial(d2, j);
        if (numerator !== 0n) entries.push({ i, j, numerator, adjoint });
        if (i + j === n) square += numerator * adjoint;
      }
    }
    for (const { i, j, numerator, adjoint } of entries) {
      const [row, column] = [offset + i + j - n, i * (d2 + 1) + j];
      matrix[row * size + column] = ratioToNumber(numerator, denominator);
      inverse[column * size + row] = ratioToNumber(
        adjoint * denominator,
        square * exactBinomial(d, i + j - n),
      );
    }
    degrees.push(d);
    offset += d + 1;
  }
  return { degrees, matrix, inverse };
}
