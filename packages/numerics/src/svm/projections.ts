/** The products w·x_i of all rows with one vector, [samples]; four partial sums, so that they do not wait for each other. */
export function projections(rows: Float64Array, w: Float64Array, samples: number): Float64Array {
  const d = w.length;
  const whole = d - (d % 4);
  const products = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const at = i * d;
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let k = 0; k < whole; k += 4) {
      a += w[k] * rows[at + k];
      b += w[k + 1] * rows[at + k + 1];
      c += w[k + 2] * rows[at + k + 2];
      e += w[k + 3] * rows[at + k + 3];
    }
    for (let k = whole; k < d; k++) a += w[k] * rows[at + k];
    products[i] = a + b + (c + e);
  }
  return products;
}
