/** What a product of two irreps holds of a third. */
export interface ProductTerm<Irrep> {
  /** The irrep contained. */
  readonly irrep: Irrep;
  /** How many copies of it. */
  readonly multiplicity: number;
  /**
   * Clebsch-Gordan coefficients, [dim of first, dim of second, multiplicity, dim]: copy s of the
   * product of x and y is z_k = sum_ij c[i, j, s, k] x_i y_j. All terms together are an orthogonal
   * change of basis.
   */
  readonly coefficients: Float64Array;
}

/** A bilinear map from real vectors x, y to `copies` vectors, one after the other. */
export type BilinearMap = (x: Float64Array, y: Float64Array) => readonly ArrayLike<number>[];

/** The coefficients of a bilinear map, from its values on basis vectors, times `scale`. */
export function coefficientsOf(
  [first, second]: readonly [number, number],
  map: BilinearMap,
  scale: number,
): Float64Array {
  const coefficients: number[] = [];
  for (let i = 0; i < first; i++) {
    for (let j = 0; j < second; j++) {
      for (const copy of map(unit(first, i), unit(second, j))) {
        for (let k = 0; k < copy.length; k++) coefficients.push(scale * copy[k] + 0);
      }
    }
  }
  return Float64Array.from(coefficients);
}

function unit(length: number, at: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => (i === at ? 1 : 0));
}
