/** w·x_i for one row; four partial sums, so that additions do not wait for each other. */
export function rowProduct(rows: Float64Array, i: number, w: Float64Array): number {
  const d = w.length;
  const whole = d - (d % 4);
  const at = i * d;
  let [a, b, c, e] = [0, 0, 0, 0];
  for (let k = 0; k < whole; k += 4) {
    a += w[k] * rows[at + k];
    b += w[k + 1] * rows[at + k + 1];
    c += w[k + 2] * rows[at + k + 2];
    e += w[k + 3] * rows[at + k + 3];
  }
  for (let k = whole; k < d; k++) a += w[k] * rows[at + k];
  return a + b + (c + e);
}

/** w·x_i for all rows, [samples]. */
export function rowProducts(rows: Float64Array, w: Float64Array, samples: number): Float64Array {
  const products = new Float64Array(samples);
  for (let i = 0; i < samples; i++) products[i] = rowProduct(rows, i, w);
  return products;
}
