/** A complex number as [real part, imaginary part]. */
export type Complex = readonly [number, number];

/** The product of two complex numbers. */
export function times([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}

/**
 * A complex matrix [2, 2] as eight numbers, row-major, real part before imaginary part.
 *
 * The product A B.
 */
export function multiplyComplex(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(8);
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      for (let k = 0; k < 2; k++) {
        const [re, im] = times(entry(a, i, k), entry(b, k, j));
        product[4 * i + 2 * j] += re;
        product[4 * i + 2 * j + 1] += im;
      }
    }
  }
  return product;
}

/** Entry (i, j) of a complex matrix [2, 2]. */
export function entry(matrix: ArrayLike<number>, i: number, j: number): Complex {
  return [matrix[4 * i + 2 * j], matrix[4 * i + 2 * j + 1]];
}

/** The conjugate transpose. */
export function conjugateTranspose(matrix: Float64Array): Float64Array {
  const [a, b, c, d, e, f, g, h] = matrix;
  return Float64Array.of(a, -b, e, -f, c, -d, g, -h);
}

/** The determinant. */
export function complexDeterminant(matrix: ArrayLike<number>): Complex {
  const first = times(entry(matrix, 0, 0), entry(matrix, 1, 1));
  const second = times(entry(matrix, 0, 1), entry(matrix, 1, 0));
  return [first[0] - second[0], first[1] - second[1]];
}

/** The principal square root. */
export function complexRoot([a, b]: Complex): Complex {
  const size = Math.hypot(a, b);
  const larger = Math.sqrt((size + Math.abs(a)) / 2);
  if (larger === 0) return [0, 0];
  const smaller = Math.abs(b) / (2 * larger);
  const sign = b < 0 ? -1 : 1;
  return a >= 0 ? [larger, sign * smaller] : [smaller, sign * larger];
}

/** a / b. */
export function dividedBy(a: Complex, [c, d]: Complex): Complex {
  const [re, im] = times(a, [c, -d]);
  const size = c * c + d * d;
  return [re / size, im / size];
}
